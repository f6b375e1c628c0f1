"""The mixer: voices of those who share a call, each sent the others' (RTP over UDP to rtpengine, G.711, 20 ms)."""
