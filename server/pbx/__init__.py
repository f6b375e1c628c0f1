"""The PBX's own program: between desks, who know tokens, and a trunk, which wants numbers (D1, T1).

Kamailio stands before it with TLS and the desks' certificates; rtpengine carries the voice, sealed on the desks' side.
A number is in this process from Central's answer to the end of the call, and nowhere else on the desks' side.
"""
