<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Alerts</name>
    <message>
        <source>Customers of others</source>
        <translation>Customers of others</translation>
    </message>
    <message>
        <source>Very many cards opened</source>
        <translation>Very many cards opened</translation>
    </message>
    <message>
        <source>Work outside hours</source>
        <translation>Work outside hours</translation>
    </message>
    <message>
        <source>Very many reveals</source>
        <translation>Very many reveals</translation>
    </message>
    <message>
        <source>Very many recordings heard</source>
        <translation>Very many recordings heard</translation>
    </message>
    <message>
        <source>Proofs refused</source>
        <translation>Proofs refused</translation>
    </message>
    <message>
        <source>In two places at once</source>
        <translation>In two places at once</translation>
    </message>
    <message>
        <source>Always the same approver</source>
        <translation>Always the same approver</translation>
    </message>
    <message>
        <source>Always listening to the same person</source>
        <translation>Always listening to the same person</translation>
    </message>
    <message>
        <source>A desk&apos;s guard failed</source>
        <translation>A desk&apos;s guard failed</translation>
    </message>
    <message>
        <source>Export tried</source>
        <translation>Export tried</translation>
    </message>
    <message>
        <source>Trail of events forked</source>
        <translation>Trail of events forked</translation>
    </message>
    <message>
        <source>Older copy of a desk&apos;s events</source>
        <translation>Older copy of a desk&apos;s events</translation>
    </message>
    <message>
        <source>A desk was shown another record</source>
        <translation>A desk was shown another record</translation>
    </message>
    <message>
        <source>A desk sends very many events</source>
        <translation>A desk sends very many events</translation>
    </message>
    <message>
        <source>Outcome not applied</source>
        <translation>Outcome not applied</translation>
    </message>
    <message>
        <source>Call token misused</source>
        <translation>Call token misused</translation>
    </message>
    <message>
        <source>Call not recorded</source>
        <translation>Call not recorded</translation>
    </message>
    <message>
        <source>A desk is less protected</source>
        <translation>A desk is less protected</translation>
    </message>
    <message>
        <source>Account changed at Central</source>
        <translation>Account changed at Central</translation>
    </message>
    <message>
        <source>A session used at another desk</source>
        <translation>A session used at another desk</translation>
    </message>
    <message>
        <source>Account locked</source>
        <translation>Account locked</translation>
    </message>
    <message>
        <source>Opened alone, in an emergency</source>
        <translation>Opened alone, in an emergency</translation>
    </message>
    <message>
        <source>{count} within {minutes} min (limit {threshold}).</source>
        <translation>{count} within {minutes} min (limit {threshold}).</translation>
    </message>
    <message>
        <source>At {places}.</source>
        <translation>At {places}.</translation>
    </message>
    <message>
        <source>For {name}.</source>
        <translation>For {name}.</translation>
    </message>
    <message>
        <source>In calls of {name}.</source>
        <translation>In calls of {name}.</translation>
    </message>
    <message>
        <source>Account frozen.</source>
        <translation>Account frozen.</translation>
    </message>
    <message>
        <source>Nobody frozen: this person never signed in at that desk.</source>
        <translation>Nobody frozen: this person never signed in at that desk.</translation>
    </message>
    <message>
        <source>Nobody frozen.</source>
        <translation>Nobody frozen.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Event {seq} exists twice. Both kept, desk frozen.</source>
        <translation>Event {seq} exists twice. Both kept, desk frozen.</translation>
    </message>
    <message>
        <source>It ends at event {present}, and had held event {known}, which Central never got. Desk frozen.</source>
        <translation>It ends at event {present}, and had held event {known}, which Central never got. Desk frozen.</translation>
    </message>
    <message>
        <source>Not the one that it had seen. It keeps both as evidence.</source>
        <translation>Not the one that it had seen. It keeps both as evidence.</translation>
    </message>
    <message>
        <source>{count} within an hour (limit {threshold}). All are kept.</source>
        <translation>{count} within an hour (limit {threshold}). All are kept.</translation>
    </message>
    <message>
        <source>Kept as an event; the card is unchanged.</source>
        <translation>Kept as an event; the card is unchanged.</translation>
    </message>
    <message>
        <source>In the name of {name}.</source>
        <translation>In the name of {name}.</translation>
    </message>
    <message>
        <source>{count} wrong proofs in a row.</source>
        <translation>{count} wrong proofs in a row.</translation>
    </message>
    <message>
        <source>New account, {role}, by a command of {by}.</source>
        <translation>New account, {role}, by a command of {by}.</translation>
    </message>
    <message>
        <source>New one-time password, {role}, by a command of {by}.</source>
        <translation>New one-time password, {role}, by a command of {by}.</translation>
    </message>
    <message>
        <source>Now “{state}”, {role}, by a command of {by}.</source>
        <translation>Now “{state}”, {role}, by a command of {by}.</translation>
    </message>
    <message>
        <source>The session is over. Look at both desks.</source>
        <translation>The session is over. Look at both desks.</translation>
    </message>
    <message>
        <source>It was dialled from another desk than the one that asked.</source>
        <translation>It was dialled from another desk than the one that asked.</translation>
    </message>
    <message>
        <source>It was used by another person than the one who asked.</source>
        <translation>It was used by another person than the one who asked.</translation>
    </message>
    <message>
        <source>It was dialled a second time.</source>
        <translation>It was dialled a second time.</translation>
    </message>
    <message>
        <source>It was never given out.</source>
        <translation>It was never given out.</translation>
    </message>
    <message>
        <source>By {name}.</source>
        <translation>By {name}.</translation>
    </message>
    <message>
        <source>It was given to {name}, for call {number}.</source>
        <translation>It was given to {name}, for call {number}.</translation>
    </message>
    <message>
        <source>A desk told of a call that its agent did not make or take there.</source>
        <translation>A desk told of a call that its agent did not make or take there.</translation>
    </message>
    <message>
        <source>No longer in place: {checks}. It gets no customer data until it is.</source>
        <translation>No longer in place: {checks}. It gets no customer data until it is.</translation>
    </message>
</context>
<context>
    <name>AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>Each of these needs somebody&apos;s judgement.</source>
        <translation>Each of these needs somebody&apos;s judgement.</translation>
    </message>
    <message>
        <source>Older alerts</source>
        <translation>Older alerts</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>Whom</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nothing needs you</translation>
    </message>
    <message>
        <source>Alerts appear here by themselves.</source>
        <translation>Alerts appear here by themselves.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>Approvals</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>An agent waits for each of these. What you answer is recorded under your name.</source>
        <translation>An agent waits for each of these. What you answer is recorded under your name.</translation>
    </message>
    <message>
        <source>Nobody waits for you</source>
        <translation>Nobody waits for you</translation>
    </message>
    <message>
        <source>New requests appear here by themselves.</source>
        <translation>New requests appear here by themselves.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Asking Central what waits…</source>
        <translation>Asking Central what waits...</translation>
    </message>
    <message>
        <source>{number} approved.</source>
        <translation>{number} approved.</translation>
    </message>
    <message>
        <source>{number} refused.</source>
        <translation>{number} refused.</translation>
    </message>
</context>
<context>
    <name>AuditDetails</name>
    <message>
        <source>about</source>
        <translation>about</translation>
    </message>
    <message>
        <source>acts</source>
        <translation>acts</translation>
    </message>
    <message>
        <source>act</source>
        <translation>act</translation>
    </message>
    <message>
        <source>action</source>
        <translation>action</translation>
    </message>
    <message>
        <source>last active</source>
        <translation>last active</translation>
    </message>
    <message>
        <source>who</source>
        <translation>who</translation>
    </message>
    <message>
        <source>added</source>
        <translation>added</translation>
    </message>
    <message>
        <source>from place</source>
        <translation>from place</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>agent</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>alert</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>answer</translation>
    </message>
    <message>
        <source>put aside</source>
        <translation>put aside</translation>
    </message>
    <message>
        <source>asked in</source>
        <translation>asked in</translation>
    </message>
    <message>
        <source>at</source>
        <translation>at</translation>
    </message>
    <message>
        <source>at the start</source>
        <translation>at the start</translation>
    </message>
    <message>
        <source>break-glass</source>
        <translation>break-glass</translation>
    </message>
    <message>
        <source>by</source>
        <translation>by</translation>
    </message>
    <message>
        <source>call</source>
        <translation>call</translation>
    </message>
    <message>
        <source>call back at</source>
        <translation>call back at</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>calls</translation>
    </message>
    <message>
        <source>campaign</source>
        <translation>campaign</translation>
    </message>
    <message>
        <source>customer card</source>
        <translation>customer card</translation>
    </message>
    <message>
        <source>cards</source>
        <translation>cards</translation>
    </message>
    <message>
        <source>change</source>
        <translation>change</translation>
    </message>
    <message>
        <source>way out</source>
        <translation>way out</translation>
    </message>
    <message>
        <source>customer&apos;s answer</source>
        <translation>customer&apos;s answer</translation>
    </message>
    <message>
        <source>count</source>
        <translation>count</translation>
    </message>
    <message>
        <source>criteria</source>
        <translation>criteria</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>customer</translation>
    </message>
    <message>
        <source>ended here by</source>
        <translation>ended here by</translation>
    </message>
    <message>
        <source>desk</source>
        <translation>desk</translation>
    </message>
    <message>
        <source>device</source>
        <translation>device</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>outcome</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>drawn</translation>
    </message>
    <message>
        <source>ended because</source>
        <translation>ended because</translation>
    </message>
    <message>
        <source>ended at</source>
        <translation>ended at</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>how it ended</translation>
    </message>
    <message>
        <source>error</source>
        <translation>error</translation>
    </message>
    <message>
        <source>events</source>
        <translation>events</translation>
    </message>
    <message>
        <source>good until</source>
        <translation>good until</translation>
    </message>
    <message>
        <source>telephone on a table</source>
        <translation>telephone on a table</translation>
    </message>
    <message>
        <source>field</source>
        <translation>field</translation>
    </message>
    <message>
        <source>file (SHA-256)</source>
        <translation>file (SHA-256)</translation>
    </message>
    <message>
        <source>first</source>
        <translation>first</translation>
    </message>
    <message>
        <source>found</source>
        <translation>found</translation>
    </message>
    <message>
        <source>from</source>
        <translation>from</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>gone</translation>
    </message>
    <message>
        <source>handed on from</source>
        <translation>handed on from</translation>
    </message>
    <message>
        <source>heard (s)</source>
        <translation>heard (s)</translation>
    </message>
    <message>
        <source>request for help</source>
        <translation>request for help</translation>
    </message>
    <message>
        <source>how</source>
        <translation>how</translation>
    </message>
    <message>
        <source>address</source>
        <translation>address</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>joining</translation>
    </message>
    <message>
        <source>kept (days)</source>
        <translation>kept (days)</translation>
    </message>
    <message>
        <source>key</source>
        <translation>key</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>known</source>
        <translation>known</translation>
    </message>
    <message>
        <source>last</source>
        <translation>last</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>at most</translation>
    </message>
    <message>
        <source>list</source>
        <translation>list</translation>
    </message>
    <message>
        <source>manner</source>
        <translation>manner</translation>
    </message>
    <message>
        <source>name</source>
        <translation>name</translation>
    </message>
    <message>
        <source>note</source>
        <translation>note</translation>
    </message>
    <message>
        <source>number</source>
        <translation>number</translation>
    </message>
    <message>
        <source>of</source>
        <translation>of</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>on hold</translation>
    </message>
    <message>
        <source>outcome of the act</source>
        <translation>outcome of the act</translation>
    </message>
    <message>
        <source>path</source>
        <translation>path</translation>
    </message>
    <message>
        <source>PBX</source>
        <translation>PBX</translation>
    </message>
    <message>
        <source>person</source>
        <translation>person</translation>
    </message>
    <message>
        <source>people</source>
        <translation>people</translation>
    </message>
    <message>
        <source>pieces</source>
        <translation>pieces</translation>
    </message>
    <message>
        <source>place</source>
        <translation>place</translation>
    </message>
    <message>
        <source>where</source>
        <translation>where</translation>
    </message>
    <message>
        <source>system</source>
        <translation>system</translation>
    </message>
    <message>
        <source>used by</source>
        <translation>used by</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>problem</translation>
    </message>
    <message>
        <source>product</source>
        <translation>product</translation>
    </message>
    <message>
        <source>purpose</source>
        <translation>purpose</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>queue</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>reason</translation>
    </message>
    <message>
        <source>received before</source>
        <translation>received before</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>recorded</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>recording</translation>
    </message>
    <message>
        <source>records</source>
        <translation>records</translation>
    </message>
    <message>
        <source>asked by</source>
        <translation>asked by</translation>
    </message>
    <message>
        <source>road</source>
        <translation>road</translation>
    </message>
    <message>
        <source>role</source>
        <translation>role</translation>
    </message>
    <message>
        <source>lot</source>
        <translation>lot</translation>
    </message>
    <message>
        <source>scheme</source>
        <translation>scheme</translation>
    </message>
    <message>
        <source>score</source>
        <translation>score</translation>
    </message>
    <message>
        <source>what was seen</source>
        <translation>what was seen</translation>
    </message>
    <message>
        <source>event&apos;s number</source>
        <translation>event&apos;s number</translation>
    </message>
    <message>
        <source>shown for (s)</source>
        <translation>shown for (s)</translation>
    </message>
    <message>
        <source>shown (ms)</source>
        <translation>shown (ms)</translation>
    </message>
    <message>
        <source>since</source>
        <translation>since</translation>
    </message>
    <message>
        <source>source</source>
        <translation>source</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>stage</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>stopped</translation>
    </message>
    <message>
        <source>voice to the table</source>
        <translation>voice to the table</translation>
    </message>
    <message>
        <source>talked (s)</source>
        <translation>talked (s)</translation>
    </message>
    <message>
        <source>team</source>
        <translation>team</translation>
    </message>
    <message>
        <source>to</source>
        <translation>to</translation>
    </message>
    <message>
        <source>tries</source>
        <translation>tries</translation>
    </message>
    <message>
        <source>until</source>
        <translation>until</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>up to</translation>
    </message>
    <message>
        <source>up to (s)</source>
        <translation>up to (s)</translation>
    </message>
    <message>
        <source>username</source>
        <translation>username</translation>
    </message>
    <message>
        <source>vendor</source>
        <translation>vendor</translation>
    </message>
    <message>
        <source>version</source>
        <translation>version</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>direction</translation>
    </message>
    <message>
        <source>name of the person</source>
        <translation>name of the person</translation>
    </message>
    <message>
        <source>why</source>
        <translation>why</translation>
    </message>
    <message>
        <source>wording</source>
        <translation>wording</translation>
    </message>
    <message>
        <source>wrong proofs</source>
        <translation>wrong proofs</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>asked</translation>
    </message>
    <message>
        <source>nobody here</source>
        <translation>nobody here</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>the agent</translation>
    </message>
    <message>
        <source>withdrawn consent</source>
        <translation>withdrawn consent</translation>
    </message>
    <message>
        <source>the customer&apos;s no</source>
        <translation>the customer&apos;s no</translation>
    </message>
    <message>
        <source>the lock</source>
        <translation>the lock</translation>
    </message>
    <message>
        <source>the lost VPN</source>
        <translation>the lost VPN</translation>
    </message>
    <message>
        <source>the end of the session</source>
        <translation>the end of the session</translation>
    </message>
    <message>
        <source>the pause</source>
        <translation>the pause</translation>
    </message>
    <message>
        <source>the telephone&apos;s stop</source>
        <translation>the telephone&apos;s stop</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>incoming</translation>
    </message>
    <message>
        <source>outgoing</source>
        <translation>outgoing</translation>
    </message>
    <message>
        <source>listens</source>
        <translation>listens</translation>
    </message>
    <message>
        <source>speaks</source>
        <translation>speaks</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>a colleague</translation>
    </message>
    <message>
        <source>a queue</source>
        <translation>a queue</translation>
    </message>
    <message>
        <source>the desk</source>
        <translation>the desk</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>the customer</translation>
    </message>
    <message>
        <source>the telephone on the table</source>
        <translation>the telephone on the table</translation>
    </message>
    <message>
        <source>the rules</source>
        <translation>the rules</translation>
    </message>
    <message>
        <source>the PBX</source>
        <translation>the PBX</translation>
    </message>
    <message>
        <source>given to a PBX</source>
        <translation>given to a PBX</translation>
    </message>
    <message>
        <source>rings at the table</source>
        <translation>rings at the table</translation>
    </message>
    <message>
        <source>taken at the table</source>
        <translation>taken at the table</translation>
    </message>
    <message>
        <source>rings at the customer&apos;s</source>
        <translation>rings at the customer&apos;s</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>talking</translation>
    </message>
    <message>
        <source>over</source>
        <translation>over</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>encrypted</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>not encrypted</translation>
    </message>
    <message>
        <source>by Central</source>
        <translation>by Central</translation>
    </message>
    <message>
        <source>without Central</source>
        <translation>without Central</translation>
    </message>
    <message>
        <source>the person wanted it</source>
        <translation>the person wanted it</translation>
    </message>
    <message>
        <source>nobody was at the desk</source>
        <translation>nobody was at the desk</translation>
    </message>
    <message>
        <source>too long without Central</source>
        <translation>too long without Central</translation>
    </message>
    <message>
        <source>Central said so</source>
        <translation>Central said so</translation>
    </message>
    <message>
        <source>a way out was tried</source>
        <translation>a way out was tried</translation>
    </message>
    <message>
        <source>the time was up</source>
        <translation>the time was up</translation>
    </message>
    <message>
        <source>another window came before it</source>
        <translation>another window came before it</translation>
    </message>
    <message>
        <source>the desk locked</source>
        <translation>the desk locked</translation>
    </message>
    <message>
        <source>the card was left</source>
        <translation>the card was left</translation>
    </message>
    <message>
        <source>a fault</source>
        <translation>a fault</translation>
    </message>
    <message>
        <source>the VPN was lost</source>
        <translation>the VPN was lost</translation>
    </message>
    <message>
        <source>nobody is there</source>
        <translation>nobody is there</translation>
    </message>
    <message>
        <source>the agent&apos;s desk did not show it</source>
        <translation>the agent&apos;s desk did not show it</translation>
    </message>
    <message>
        <source>the call is over</source>
        <translation>the call is over</translation>
    </message>
    <message>
        <source>left</source>
        <translation>left</translation>
    </message>
    <message>
        <source>put out</source>
        <translation>put out</translation>
    </message>
    <message>
        <source>the PBX failed</source>
        <translation>the PBX failed</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}: {value}</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Looking…</source>
        <translation>Looking...</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Who did what, to whom, when. Every search is itself on record.</source>
        <translation>Who did what, to whom, when. Every search is itself on record.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>All by this person</source>
        <translation>All by this person</translation>
    </message>
    <message>
        <source>All about this</source>
        <translation>All about this</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nothing was found</translation>
    </message>
    <message>
        <source>Widen the time, or clear a filter.</source>
        <translation>Widen the time, or clear a filter.</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Clear the filters</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>The trail could not be read</source>
        <translation>The trail could not be read</translation>
    </message>
    <message>
        <source>place {index} in the log</source>
        <translation>place {index} in the log</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message>
        <source>Desk enrolled</source>
        <translation>Desk enrolled</translation>
    </message>
    <message>
        <source>Desk certificate renewed</source>
        <translation>Desk certificate renewed</translation>
    </message>
    <message>
        <source>Desk revoked</source>
        <translation>Desk revoked</translation>
    </message>
    <message>
        <source>Desk&apos;s machine less protected</source>
        <translation>Desk&apos;s machine less protected</translation>
    </message>
    <message>
        <source>Desk frozen</source>
        <translation>Desk frozen</translation>
    </message>
    <message>
        <source>Desk refused</source>
        <translation>Desk refused</translation>
    </message>
    <message>
        <source>Desk started</source>
        <translation>Desk started</translation>
    </message>
    <message>
        <source>Desk stopped</source>
        <translation>Desk stopped</translation>
    </message>
    <message>
        <source>VPN lost</source>
        <translation>VPN lost</translation>
    </message>
    <message>
        <source>VPN regained</source>
        <translation>VPN regained</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Signed in</translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation>Sign-in failed</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Signed out</translation>
    </message>
    <message>
        <source>Desk locked</source>
        <translation>Desk locked</translation>
    </message>
    <message>
        <source>Desk unlocked</source>
        <translation>Desk unlocked</translation>
    </message>
    <message>
        <source>Unlock failed</source>
        <translation>Unlock failed</translation>
    </message>
    <message>
        <source>Proof accepted</source>
        <translation>Proof accepted</translation>
    </message>
    <message>
        <source>Proof refused</source>
        <translation>Proof refused</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Password changed</translation>
    </message>
    <message>
        <source>Account created</source>
        <translation>Account created</translation>
    </message>
    <message>
        <source>Account changed</source>
        <translation>Account changed</translation>
    </message>
    <message>
        <source>Account locked</source>
        <translation>Account locked</translation>
    </message>
    <message>
        <source>Account unlocked</source>
        <translation>Account unlocked</translation>
    </message>
    <message>
        <source>Account frozen</source>
        <translation>Account frozen</translation>
    </message>
    <message>
        <source>Card opened</source>
        <translation>Card opened</translation>
    </message>
    <message>
        <source>Card refused</source>
        <translation>Card refused</translation>
    </message>
    <message>
        <source>Cards synchronised</source>
        <translation>Cards synchronised</translation>
    </message>
    <message>
        <source>Cards assigned</source>
        <translation>Cards assigned</translation>
    </message>
    <message>
        <source>Card shown for a call alone</source>
        <translation>Card shown for a call alone</translation>
    </message>
    <message>
        <source>Card shown no longer</source>
        <translation>Card shown no longer</translation>
    </message>
    <message>
        <source>Outcome recorded</source>
        <translation>Outcome recorded</translation>
    </message>
    <message>
        <source>Outcome refused</source>
        <translation>Outcome refused</translation>
    </message>
    <message>
        <source>Reveal requested</source>
        <translation>Reveal requested</translation>
    </message>
    <message>
        <source>Reveal decided</source>
        <translation>Reveal decided</translation>
    </message>
    <message>
        <source>Reveal cancelled</source>
        <translation>Reveal cancelled</translation>
    </message>
    <message>
        <source>Reveal expired</source>
        <translation>Reveal expired</translation>
    </message>
    <message>
        <source>Reveal collected</source>
        <translation>Reveal collected</translation>
    </message>
    <message>
        <source>Value shown</source>
        <translation>Value shown</translation>
    </message>
    <message>
        <source>Value closed</source>
        <translation>Value closed</translation>
    </message>
    <message>
        <source>Reveal failed</source>
        <translation>Reveal failed</translation>
    </message>
    <message>
        <source>Approval given</source>
        <translation>Approval given</translation>
    </message>
    <message>
        <source>Approval refused</source>
        <translation>Approval refused</translation>
    </message>
    <message>
        <source>Break-glass</source>
        <translation>Break-glass</translation>
    </message>
    <message>
        <source>Call asked for</source>
        <translation>Call asked for</translation>
    </message>
    <message>
        <source>Call placed</source>
        <translation>Call placed</translation>
    </message>
    <message>
        <source>Call refused</source>
        <translation>Call refused</translation>
    </message>
    <message>
        <source>Customer called</source>
        <translation>Customer called</translation>
    </message>
    <message>
        <source>Call missed</source>
        <translation>Call missed</translation>
    </message>
    <message>
        <source>Missed calls seen to</source>
        <translation>Missed calls seen to</translation>
    </message>
    <message>
        <source>Call dialled</source>
        <translation>Call dialled</translation>
    </message>
    <message>
        <source>Call that went on, shown again</source>
        <translation>Call that went on, shown again</translation>
    </message>
    <message>
        <source>Call came in</source>
        <translation>Call came in</translation>
    </message>
    <message>
        <source>Call answered</source>
        <translation>Call answered</translation>
    </message>
    <message>
        <source>Call on hold or taken back</source>
        <translation>Call on hold or taken back</translation>
    </message>
    <message>
        <source>Call handed on</source>
        <translation>Call handed on</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>Call ended</translation>
    </message>
    <message>
        <source>Calls paused</source>
        <translation>Calls paused</translation>
    </message>
    <message>
        <source>Calls resumed</source>
        <translation>Calls resumed</translation>
    </message>
    <message>
        <source>Help asked for</source>
        <translation>Help asked for</translation>
    </message>
    <message>
        <source>Help no longer wanted</source>
        <translation>Help no longer wanted</translation>
    </message>
    <message>
        <source>Supervisor comes to help</source>
        <translation>Supervisor comes to help</translation>
    </message>
    <message>
        <source>Customer&apos;s answer noted</source>
        <translation>Customer&apos;s answer noted</translation>
    </message>
    <message>
        <source>Recording began</source>
        <translation>Recording began</translation>
    </message>
    <message>
        <source>Recording ended</source>
        <translation>Recording ended</translation>
    </message>
    <message>
        <source>Recording destroyed</source>
        <translation>Recording destroyed</translation>
    </message>
    <message>
        <source>Recording asked for</source>
        <translation>Recording asked for</translation>
    </message>
    <message>
        <source>Recording played</source>
        <translation>Recording played</translation>
    </message>
    <message>
        <source>Recording closed</source>
        <translation>Recording closed</translation>
    </message>
    <message>
        <source>Calls drawn by lot</source>
        <translation>Calls drawn by lot</translation>
    </message>
    <message>
        <source>Call opened for inspection</source>
        <translation>Call opened for inspection</translation>
    </message>
    <message>
        <source>Call inspected</source>
        <translation>Call inspected</translation>
    </message>
    <message>
        <source>Inspection answered</source>
        <translation>Inspection answered</translation>
    </message>
    <message>
        <source>Results of inspections read</source>
        <translation>Results of inspections read</translation>
    </message>
    <message>
        <source>Criteria of inspections changed</source>
        <translation>Criteria of inspections changed</translation>
    </message>
    <message>
        <source>Call over a telephone on a table</source>
        <translation>Call over a telephone on a table</translation>
    </message>
    <message>
        <source>Telephone bound to a person</source>
        <translation>Telephone bound to a person</translation>
    </message>
    <message>
        <source>Telephone taken back</source>
        <translation>Telephone taken back</translation>
    </message>
    <message>
        <source>Supervisor asks to join a call</source>
        <translation>Supervisor asks to join a call</translation>
    </message>
    <message>
        <source>Supervisor joined a call</source>
        <translation>Supervisor joined a call</translation>
    </message>
    <message>
        <source>Supervisor left a call</source>
        <translation>Supervisor left a call</translation>
    </message>
    <message>
        <source>Certificate made for a server</source>
        <translation>Certificate made for a server</translation>
    </message>
    <message>
        <source>Source registered</source>
        <translation>Source registered</translation>
    </message>
    <message>
        <source>Source revoked</source>
        <translation>Source revoked</translation>
    </message>
    <message>
        <source>Campaign changed</source>
        <translation>Campaign changed</translation>
    </message>
    <message>
        <source>Do-not-call list changed</source>
        <translation>Do-not-call list changed</translation>
    </message>
    <message>
        <source>Policy changed</source>
        <translation>Policy changed</translation>
    </message>
    <message>
        <source>Import started</source>
        <translation>Import started</translation>
    </message>
    <message>
        <source>Import finished</source>
        <translation>Import finished</translation>
    </message>
    <message>
        <source>Import refused</source>
        <translation>Import refused</translation>
    </message>
    <message>
        <source>Customer looked up</source>
        <translation>Customer looked up</translation>
    </message>
    <message>
        <source>Keys rotated</source>
        <translation>Keys rotated</translation>
    </message>
    <message>
        <source>Trail forked</source>
        <translation>Trail forked</translation>
    </message>
    <message>
        <source>Way out shut</source>
        <translation>Way out shut</translation>
    </message>
    <message>
        <source>Way out seen, left open</source>
        <translation>Way out seen, left open</translation>
    </message>
    <message>
        <source>Guard failed</source>
        <translation>Guard failed</translation>
    </message>
    <message>
        <source>Trail searched</source>
        <translation>Trail searched</translation>
    </message>
    <message>
        <source>Calls searched</source>
        <translation>Calls searched</translation>
    </message>
    <message>
        <source>Evidence exported</source>
        <translation>Evidence exported</translation>
    </message>
    <message>
        <source>Events read</source>
        <translation>Events read</translation>
    </message>
    <message>
        <source>Old events pruned</source>
        <translation>Old events pruned</translation>
    </message>
    <message>
        <source>Older copy of a desk&apos;s events</source>
        <translation>Older copy of a desk&apos;s events</translation>
    </message>
    <message>
        <source>Central&apos;s log refused</source>
        <translation>Central&apos;s log refused</translation>
    </message>
    <message>
        <source>Log&apos;s key or witnesses changed</source>
        <translation>Log&apos;s key or witnesses changed</translation>
    </message>
    <message>
        <source>Alert raised</source>
        <translation>Alert raised</translation>
    </message>
    <message>
        <source>Request refused</source>
        <translation>Request refused</translation>
    </message>
    <message>
        <source>Watermark read</source>
        <translation>Watermark read</translation>
    </message>
    <message>
        <source>Vault created</source>
        <translation>Vault created</translation>
    </message>
    <message>
        <source>Vault erased</source>
        <translation>Vault erased</translation>
    </message>
    <message>
        <source>Customer cards</source>
        <translation>Customer cards</translation>
    </message>
    <message>
        <source>Reveals</source>
        <translation>Reveals</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>Sign-in and proofs</source>
        <translation>Sign-in and proofs</translation>
    </message>
    <message>
        <source>Accounts and desks</source>
        <translation>Accounts and desks</translation>
    </message>
    <message>
        <source>Alerts and refusals</source>
        <translation>Alerts and refusals</translation>
    </message>
    <message>
        <source>Inspections</source>
        <translation>Inspections</translation>
    </message>
    <message>
        <source>Searches of the trail</source>
        <translation>Searches of the trail</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Failed</translation>
    </message>
</context>
<context>
    <name>Availability</name>
    <message>
        <source>Pause…</source>
        <translation>Pause...</translation>
    </message>
    <message>
        <source>Take calls</source>
        <translation>Take calls</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Next customer</translation>
    </message>
    <message numerus="yes">
        <source>%n missed call(s)</source>
        <translation>
            <numerusform>%n missed call</numerusform>
            <numerusform>%n missed calls</numerusform>
        </translation>
    </message>
    <message>
        <source>No missed calls</source>
        <translation>No missed calls</translation>
    </message>
    <message>
        <source>Sound: no microphone found</source>
        <translation>Sound: no microphone found</translation>
    </message>
    <message>
        <source>Sound: devices and test</source>
        <translation>Sound: devices and test</translation>
    </message>
    <message>
        <source>The next card opens by itself: on</source>
        <translation>The next card opens by itself: on</translation>
    </message>
    <message>
        <source>The next card opens by itself: off</source>
        <translation>The next card opens by itself: off</translation>
    </message>
</context>
<context>
    <name>AverageBars</name>
    <message>
        <source>Averages</source>
        <translation>Averages</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message>
        <source>{calls}, {count} failed</source>
        <translation>{calls}, {count} failed</translation>
    </message>
</context>
<context>
    <name>CallBanner</name>
    <message>
        <source>A call comes in at your telephone: lift the receiver.</source>
        <translation>A call comes in at your telephone: lift the receiver.</translation>
    </message>
    <message>
        <source>A call comes in. {key} answers it.</source>
        <translation>A call comes in. {key} answers it.</translation>
    </message>
    <message>
        <source>You are in a call. {key} hangs up.</source>
        <translation>You are in a call. {key} hangs up.</translation>
    </message>
    <message>
        <source>Show the telephone</source>
        <translation>Show the telephone</translation>
    </message>
</context>
<context>
    <name>CallControls</name>
    <message>
        <source>Unmute</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Keypad</translation>
    </message>
    <message>
        <source>Hand the call on</source>
        <translation>Hand the call on</translation>
    </message>
    <message>
        <source>{what}: with the keys of your telephone</source>
        <translation>{what}: with the keys of your telephone</translation>
    </message>
    <message>
        <source>Help is asked for: withdraw</source>
        <translation>Help is asked for: withdraw</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>Ask for help</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Decline</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Hang up</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Give up</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Call</translation>
    </message>
</context>
<context>
    <name>CallDisplay</name>
    <message>
        <source>No customer open</source>
        <translation>No customer open</translation>
    </message>
    <message>
        <source>in call</source>
        <translation>in call</translation>
    </message>
    <message>
        <source>calling</source>
        <translation>calling</translation>
    </message>
    <message>
        <source>left to wrap up</source>
        <translation>left to wrap up</translation>
    </message>
    <message>
        <source>with this card</source>
        <translation>with this card</translation>
    </message>
</context>
<context>
    <name>CallFilters</name>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Call or card</source>
        <translation>Call or card</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>How it ended</translation>
    </message>
    <message>
        <source>Name or username</source>
        <translation>Name or username</translation>
    </message>
    <message>
        <source>C-118, or a card&apos;s number</source>
        <translation>C-118, or a card&apos;s number</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Last 24 hours</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Last 90 days</translation>
    </message>
    <message>
        <source>Any way</source>
        <translation>Any way</translation>
    </message>
</context>
<context>
    <name>CallWords</name>
    <message>
        <source>Is on</source>
        <translation>Is on</translation>
    </message>
    <message>
        <source>Not known: the desk stopped</source>
        <translation>Not known: the desk stopped</translation>
    </message>
    <message>
        <source>Agent hung up</source>
        <translation>Agent hung up</translation>
    </message>
    <message>
        <source>Given up before an answer</source>
        <translation>Given up before an answer</translation>
    </message>
    <message>
        <source>Customer hung up</source>
        <translation>Customer hung up</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Busy</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Declined</translation>
    </message>
    <message>
        <source>Refused by the PBX</source>
        <translation>Refused by the PBX</translation>
    </message>
    <message>
        <source>Central had no time</source>
        <translation>Central had no time</translation>
    </message>
    <message>
        <source>Could not be reached</source>
        <translation>Could not be reached</translation>
    </message>
    <message>
        <source>PBX was lost</source>
        <translation>PBX was lost</translation>
    </message>
    <message>
        <source>Desk&apos;s telephone failed</source>
        <translation>Desk&apos;s telephone failed</translation>
    </message>
    <message>
        <source>Desk was gone</source>
        <translation>Desk was gone</translation>
    </message>
    <message>
        <source>Agent&apos;s telephone not lifted</source>
        <translation>Agent&apos;s telephone not lifted</translation>
    </message>
    <message>
        <source>Agent&apos;s telephone busy</source>
        <translation>Agent&apos;s telephone busy</translation>
    </message>
    <message>
        <source>Agent&apos;s telephone not there</source>
        <translation>Agent&apos;s telephone not there</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>Handed on</translation>
    </message>
    <message>
        <source>{call}, handed on from {first}</source>
        <translation>{call}, handed on from {first}</translation>
    </message>
    <message>
        <source>came in</source>
        <translation>came in</translation>
    </message>
</context>
<context>
    <name>CallbackField</name>
    <message>
        <source>Call back at</source>
        <translation>Call back at</translation>
    </message>
    <message>
        <source>In 1 h</source>
        <translation>In 1 h</translation>
    </message>
    <message>
        <source>Tomorrow 10:00</source>
        <translation>Tomorrow 10:00</translation>
    </message>
</context>
<context>
    <name>CallsPage</name>
    <message>
        <source>Calls</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Who called whom, when, and how it ended. Every search is itself on record.</source>
        <translation>Who called whom, when, and how it ended. Every search is itself on record.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>How it ended</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>Talked</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>PBX</source>
        <translation>PBX</translation>
    </message>
    <message>
        <source>Older calls</source>
        <translation>Older calls</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>No call was found</source>
        <translation>No call was found</translation>
    </message>
    <message>
        <source>Widen the time, or clear a filter.</source>
        <translation>Widen the time, or clear a filter.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>You hear {number} of {who}. Reason, time and how far you listen are recorded.</source>
        <translation>You hear {number} of {who}. Reason, time and how far you listen are recorded.</translation>
    </message>
    <message>
        <source>Why you listen, for the record</source>
        <translation>Why you listen, for the record</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Choose a customer from the queue.</source>
        <translation>Choose a customer from the queue.</translation>
    </message>
    <message>
        <source>Arrow keys move, Enter opens. Opening a card is recorded.</source>
        <translation>Arrow keys move, Enter opens. Opening a card is recorded.</translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation>Go to the queue</translation>
    </message>
    <message>
        <source>Opening the card…</source>
        <translation>Opening the card...</translation>
    </message>
    <message>
        <source>This card is no longer in your queue.</source>
        <translation>This card is no longer in your queue.</translation>
    </message>
    <message>
        <source>A colleague&apos;s customer is shown for as long as the call lasts; others may have been reassigned.</source>
        <translation>A colleague&apos;s customer is shown for as long as the call lasts; others may have been reassigned.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>This customer must not be called. The card is kept for the record only.</source>
        <translation>This customer must not be called. The card is kept for the record only.</translation>
    </message>
    <message>
        <source>A colleague&apos;s customer, shown for this call alone. Calls, reveals and the outcome stay his.</source>
        <translation>A colleague&apos;s customer, shown for this call alone. Calls, reveals and the outcome stay his.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Script</translation>
    </message>
    <message>
        <source>This campaign has no script yet.</source>
        <translation>This campaign has no script yet.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>History</translation>
    </message>
</context>
<context>
    <name>Clock</name>
    <message>
        <source>just now</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{count} s ago</source>
        <translation>{count} s ago</translation>
    </message>
    <message>
        <source>{count} min ago</source>
        <translation>{count} min ago</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} days</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} h</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} s</translation>
    </message>
</context>
<context>
    <name>Company</name>
    <message>
        <source>{who} is in the call. The customer hears both of you.</source>
        <translation>{who} is in the call. The customer hears both of you.</translation>
    </message>
    <message>
        <source>{who} listens to this call. Nobody hears {who}.</source>
        <translation>{who} listens to this call. Nobody hears {who}.</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>Try now</source>
        <translation>Try now</translation>
    </message>
    <message>
        <source>Central has not been heard for long: this desk locks in {count} min.</source>
        <translation>Central has not been heard for long: this desk locks in {count} min.</translation>
    </message>
    <message>
        <source>Central cannot be reached.</source>
        <translation>Central cannot be reached.</translation>
    </message>
    <message>
        <source>You signed in without Central. Sign in again to send and to receive.</source>
        <translation>You signed in without Central. Sign in again to send and to receive.</translation>
    </message>
    <message>
        <source>Central has not been heard for {count} s. What you see may be out of date.</source>
        <translation>Central has not been heard for {count} s. What you see may be out of date.</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>On this screen only: no call is on</source>
        <translation>On this screen only: no call is on</translation>
    </message>
    <message>
        <source>On this screen only: the call was begun without this script</source>
        <translation>On this screen only: the call was begun without this script</translation>
    </message>
    <message>
        <source>Recorded with the call: yes</source>
        <translation>Recorded with the call: yes</translation>
    </message>
    <message>
        <source>Recorded with the call: no</source>
        <translation>Recorded with the call: no</translation>
    </message>
    <message>
        <source>The call ended without an answer</source>
        <translation>The call ended without an answer</translation>
    </message>
    <message>
        <source>Once the call is answered</source>
        <translation>Once the call is answered</translation>
    </message>
    <message>
        <source>Recorded with the call; a no ends it</source>
        <translation>Recorded with the call; a no ends it</translation>
    </message>
</context>
<context>
    <name>CriteriaTable</name>
    <message>
        <source>Not met</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>Met</translation>
    </message>
</context>
<context>
    <name>DemoNote</name>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Sign in as</source>
        <translation>Sign in as</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Code now</source>
        <translation>Code now</translation>
    </message>
    <message>
        <source>Who can sign in to this demo</source>
        <translation>Who can sign in to this demo</translation>
    </message>
    <message>
        <source>Close this window to end the demo.</source>
        <translation>Close this window to end the demo.</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Desks</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>Every desk that may speak to Central, and those that may no more.</source>
        <translation>Every desk that may speak to Central, and those that may no more.</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Last seen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Protection</translation>
    </message>
    <message>
        <source>Ticket for a new desk…</source>
        <translation>Ticket for a new desk...</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Revoke...</translation>
    </message>
    <message>
        <source>The ticket enrols one desk, once, within 15 minutes.</source>
        <translation>The ticket enrols one desk, once, within 15 minutes.</translation>
    </message>
    <message>
        <source>Make the ticket</source>
        <translation>Make the ticket</translation>
    </message>
    <message>
        <source>What is the new desk called?</source>
        <translation>What is the new desk called?</translation>
    </message>
    <message>
        <source>{name} is shut out at once, for good. To work again it must be enrolled anew.</source>
        <translation>{name} is shut out at once, for good. To work again it must be enrolled anew.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>Reason, for the record</translation>
    </message>
    <message>
        <source>{name} is shut out. It is on record.</source>
        <translation>{name} is shut out. It is on record.</translation>
    </message>
    <message>
        <source>No desk is enrolled yet</source>
        <translation>No desk is enrolled yet</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Checks that hold: {ok}; that need doing: {bad}; not found out: {unknown}.</source>
        <translation>Checks that hold: {ok}; that need doing: {bad}; not found out: {unknown}.</translation>
    </message>
    <message>
        <source>{check}: {fact}</source>
        <translation>{check}: {fact}</translation>
    </message>
    <message>
        <source>It means: {text}</source>
        <translation>It means: {text}</translation>
    </message>
    <message>
        <source>To do: {text}</source>
        <translation>To do: {text}</translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>Enrol this desk</source>
        <translation>Enrol this desk</translation>
    </message>
    <message>
        <source>Ask your administrator for an enrolment ticket. It works once, within 15 minutes of being made.</source>
        <translation>Ask your administrator for an enrolment ticket. It works once, within 15 minutes of being made.</translation>
    </message>
    <message>
        <source>This desk is called</source>
        <translation>This desk is called</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>VEILDESK1.… (paste the whole ticket)</source>
        <translation>VEILDESK1.... (paste the whole ticket)</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Enrol</translation>
    </message>
</context>
<context>
    <name>EntryBar</name>
    <message>
        <source>Preferences  (Ctrl+,)</source>
        <translation>Preferences  (Ctrl+,)</translation>
    </message>
</context>
<context>
    <name>ErrorTexts</name>
    <message>
        <source>The request is not one that Central understands: {reason}.</source>
        <translation>The request is not one that Central understands: {reason}.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>Put that right, or save it as CSV (UTF-8 or GB18030) or XLSX, and try again.</source>
        <translation>Put that right, or save it as CSV (UTF-8 or GB18030) or XLSX, and try again.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Correct it and try again.</translation>
    </message>
    <message>
        <source>The request is larger than {limit} bytes.</source>
        <translation>The request is larger than {limit} bytes.</translation>
    </message>
    <message>
        <source>Send it in smaller parts.</source>
        <translation>Send it in smaller parts.</translation>
    </message>
    <message>
        <source>The data changed on its way: its SHA-256 does not match.</source>
        <translation>The data changed on its way: its SHA-256 does not match.</translation>
    </message>
    <message>
        <source>It was dropped.</source>
        <translation>It was dropped.</translation>
    </message>
    <message>
        <source>It is sent again by itself; if this repeats, tell your administrator.</source>
        <translation>It is sent again by itself; if this repeats, tell your administrator.</translation>
    </message>
    <message>
        <source>The request does not carry a valid signature of an enrolled device.</source>
        <translation>The request does not carry a valid signature of an enrolled device.</translation>
    </message>
    <message>
        <source>Nothing was done.</source>
        <translation>Nothing was done.</translation>
    </message>
    <message>
        <source>This request has been seen before.</source>
        <translation>This request has been seen before.</translation>
    </message>
    <message>
        <source>It was not carried out a second time.</source>
        <translation>It was not carried out a second time.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Try again.</translation>
    </message>
    <message>
        <source>Central refuses requests that are not of this minute.</source>
        <translation>Central refuses requests that are not of this minute.</translation>
    </message>
    <message>
        <source>Set the clock to automatic and try again; Central&apos;s time is {central}.</source>
        <translation>Set the clock to automatic and try again; Central&apos;s time is {central}.</translation>
    </message>
    <message>
        <source>There is nothing here that you may see.</source>
        <translation>There is nothing here that you may see.</translation>
    </message>
    <message>
        <source>Check what you were looking for.</source>
        <translation>Check what you were looking for.</translation>
    </message>
    <message>
        <source>This address does not take that kind of request.</source>
        <translation>This address does not take that kind of request.</translation>
    </message>
    <message>
        <source>See the interface description.</source>
        <translation>See the interface description.</translation>
    </message>
    <message>
        <source>Too many requests in a short time.</source>
        <translation>Too many requests in a short time.</translation>
    </message>
    <message>
        <source>This one was not carried out.</source>
        <translation>This one was not carried out.</translation>
    </message>
    <message>
        <source>Wait {seconds} seconds and try again.</source>
        <translation>Wait {seconds} seconds and try again.</translation>
    </message>
    <message>
        <source>This desk is not allowed to work with Central.</source>
        <translation>This desk is not allowed to work with Central.</translation>
    </message>
    <message>
        <source>It was revoked or never enrolled.</source>
        <translation>It was revoked or never enrolled.</translation>
    </message>
    <message>
        <source>Ask your administrator to enrol it.</source>
        <translation>Ask your administrator to enrol it.</translation>
    </message>
    <message>
        <source>Central takes this desk&apos;s certificate to be out of date.</source>
        <translation>Central takes this desk&apos;s certificate to be out of date.</translation>
    </message>
    <message>
        <source>This desk was away for too long, or a clock is wrong, here or there; what you do is kept here.</source>
        <translation>This desk was away for too long, or a clock is wrong, here or there; what you do is kept here.</translation>
    </message>
    <message>
        <source>Check both clocks; if they are right, ask your administrator to enrol this desk again.</source>
        <translation>Check both clocks; if they are right, ask your administrator to enrol this desk again.</translation>
    </message>
    <message>
        <source>This desk is frozen.</source>
        <translation>This desk is frozen.</translation>
    </message>
    <message>
        <source>Its record of events does not fit Central&apos;s, so nobody can work on it.</source>
        <translation>Its record of events does not fit Central&apos;s, so nobody can work on it.</translation>
    </message>
    <message>
        <source>Call security; they decide how to go on.</source>
        <translation>Call security; they decide how to go on.</translation>
    </message>
    <message>
        <source>The enrolment ticket is not valid.</source>
        <translation>The enrolment ticket is not valid.</translation>
    </message>
    <message>
        <source>It was used already, or its 15 minutes are over.</source>
        <translation>It was used already, or its 15 minutes are over.</translation>
    </message>
    <message>
        <source>Ask your administrator for a new one.</source>
        <translation>Ask your administrator for a new one.</translation>
    </message>
    <message>
        <source>This is not an enrolment ticket.</source>
        <translation>This is not an enrolment ticket.</translation>
    </message>
    <message>
        <source>The desk is not enrolled.</source>
        <translation>The desk is not enrolled.</translation>
    </message>
    <message>
        <source>Copy the whole ticket, from VEILDESK1 to its last character.</source>
        <translation>Copy the whole ticket, from VEILDESK1 to its last character.</translation>
    </message>
    <message>
        <source>This desk is not enrolled.</source>
        <translation>This desk is not enrolled.</translation>
    </message>
    <message>
        <source>It cannot speak to Central.</source>
        <translation>It cannot speak to Central.</translation>
    </message>
    <message>
        <source>Enrol it with a ticket from your administrator.</source>
        <translation>Enrol it with a ticket from your administrator.</translation>
    </message>
    <message>
        <source>The name, password or code is not right.</source>
        <translation>The name, password or code is not right.</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>You are not signed in.</translation>
    </message>
    <message>
        <source>Check all three and try again; five wrong tries lock the account.</source>
        <translation>Check all three and try again; five wrong tries lock the account.</translation>
    </message>
    <message>
        <source>This account is locked.</source>
        <translation>This account is locked.</translation>
    </message>
    <message>
        <source>Five proofs in a row were wrong.</source>
        <translation>Five proofs in a row were wrong.</translation>
    </message>
    <message>
        <source>Ask your administrator to unlock it.</source>
        <translation>Ask your administrator to unlock it.</translation>
    </message>
    <message>
        <source>This account is frozen.</source>
        <translation>This account is frozen.</translation>
    </message>
    <message>
        <source>Security stopped it; your work so far is safe.</source>
        <translation>Security stopped it; your work so far is safe.</translation>
    </message>
    <message>
        <source>Call security.</source>
        <translation>Call security.</translation>
    </message>
    <message>
        <source>Your session has ended.</source>
        <translation>Your session has ended.</translation>
    </message>
    <message>
        <source>What you did is safe on this desk.</source>
        <translation>What you did is safe on this desk.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Sign in again.</translation>
    </message>
    <message>
        <source>Your session is locked after a while without work.</source>
        <translation>Your session is locked after a while without work.</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>Nothing is lost.</translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation>Enter your password to go on.</translation>
    </message>
    <message>
        <source>This act needs a fresh proof that it is you.</source>
        <translation>This act needs a fresh proof that it is you.</translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation>Nothing has been done yet.</translation>
    </message>
    <message>
        <source>The proof that it is you was not right.</source>
        <translation>The proof that it is you was not right.</translation>
    </message>
    <message>
        <source>The act was not carried out.</source>
        <translation>The act was not carried out.</translation>
    </message>
    <message>
        <source>Tell security if it keeps happening; do not enrol this desk anew before.</source>
        <translation>Tell security if it keeps happening; do not enrol this desk anew before.</translation>
    </message>
    <message>
        <source>This desk&apos;s clock differs from Central&apos;s by {difference}.</source>
        <translation>This desk&apos;s clock differs from Central&apos;s by {difference}.</translation>
    </message>
    <message>
        <source>Try again with care; five wrong tries lock the account.</source>
        <translation>Try again with care; five wrong tries lock the account.</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>Your role may not do this.</translation>
    </message>
    <message>
        <source>The try is on record.</source>
        <translation>The try is on record.</translation>
    </message>
    <message>
        <source>Ask somebody whose role it is.</source>
        <translation>Ask somebody whose role it is.</translation>
    </message>
    <message>
        <source>You still have the first password that was made for you.</source>
        <translation>You still have the first password that was made for you.</translation>
    </message>
    <message>
        <source>Nothing else is open until you choose your own.</source>
        <translation>Nothing else is open until you choose your own.</translation>
    </message>
    <message>
        <source>Choose a password now.</source>
        <translation>Choose a password now.</translation>
    </message>
    <message>
        <source>This field is not revealed to your role for this purpose.</source>
        <translation>This field is not revealed to your role for this purpose.</translation>
    </message>
    <message>
        <source>The value stays hidden.</source>
        <translation>The value stays hidden.</translation>
    </message>
    <message>
        <source>Work with the masked value, or ask your supervisor.</source>
        <translation>Work with the masked value, or ask your supervisor.</translation>
    </message>
    <message>
        <source>The request is over: nobody decided, or the value was not collected in time.</source>
        <translation>The request is over: nobody decided, or the value was not collected in time.</translation>
    </message>
    <message>
        <source>Ask again if you still need it.</source>
        <translation>Ask again if you still need it.</translation>
    </message>
    <message>
        <source>The value was collected already.</source>
        <translation>The value was collected already.</translation>
    </message>
    <message>
        <source>It is given out once.</source>
        <translation>It is given out once.</translation>
    </message>
    <message>
        <source>The request has not been decided yet.</source>
        <translation>The request has not been decided yet.</translation>
    </message>
    <message>
        <source>Wait for the decision.</source>
        <translation>Wait for the decision.</translation>
    </message>
    <message>
        <source>The sealed value does not open on this desk.</source>
        <translation>The sealed value does not open on this desk.</translation>
    </message>
    <message>
        <source>It was not meant for this request, or it was changed on its way.</source>
        <translation>It was not meant for this request, or it was changed on its way.</translation>
    </message>
    <message>
        <source>Ask again; if this repeats, tell security.</source>
        <translation>Ask again; if this repeats, tell security.</translation>
    </message>
    <message>
        <source>A program that takes pictures of the screen is running: {program}.</source>
        <translation>A program that takes pictures of the screen is running: {program}.</translation>
    </message>
    <message>
        <source>The value stays hidden, and the try is on record.</source>
        <translation>The value stays hidden, and the try is on record.</translation>
    </message>
    <message>
        <source>Close the program, then ask again.</source>
        <translation>Close the program, then ask again.</translation>
    </message>
    <message>
        <source>This desk cannot see which programs look at its screen.</source>
        <translation>This desk cannot see which programs look at its screen.</translation>
    </message>
    <message>
        <source>The value stays hidden, and it is on record.</source>
        <translation>The value stays hidden, and it is on record.</translation>
    </message>
    <message>
        <source>Start Veildesk on this machine&apos;s own display and in no container; or call your administrator.</source>
        <translation>Start Veildesk on this machine&apos;s own display and in no container; or call your administrator.</translation>
    </message>
    <message>
        <source>Today&apos;s {limit} reveals are used up.</source>
        <translation>Today&apos;s {limit} reveals are used up.</translation>
    </message>
    <message>
        <source>Ask your supervisor.</source>
        <translation>Ask your supervisor.</translation>
    </message>
    <message>
        <source>Reveals are open from {opens} to {closes}.</source>
        <translation>Reveals are open from {opens} to {closes}.</translation>
    </message>
    <message>
        <source>Ask again within these hours.</source>
        <translation>Ask again within these hours.</translation>
    </message>
    <message>
        <source>The customer&apos;s consent for this purpose is missing or withdrawn.</source>
        <translation>The customer&apos;s consent for this purpose is missing or withdrawn.</translation>
    </message>
    <message>
        <source>Do not call; choose another card.</source>
        <translation>Do not call; choose another card.</translation>
    </message>
    <message>
        <source>The campaign does not list this purpose for this field.</source>
        <translation>The campaign does not list this purpose for this field.</translation>
    </message>
    <message>
        <source>Choose one of the purposes that the campaign lists.</source>
        <translation>Choose one of the purposes that the campaign lists.</translation>
    </message>
    <message>
        <source>Nobody decides a request of their own.</source>
        <translation>Nobody decides a request of their own.</translation>
    </message>
    <message>
        <source>The request still waits.</source>
        <translation>The request still waits.</translation>
    </message>
    <message>
        <source>Another supervisor has to decide it.</source>
        <translation>Another supervisor has to decide it.</translation>
    </message>
    <message>
        <source>A request is not decided on the desk that made it.</source>
        <translation>A request is not decided on the desk that made it.</translation>
    </message>
    <message>
        <source>Decide it on your own desk.</source>
        <translation>Decide it on your own desk.</translation>
    </message>
    <message>
        <source>This request has been decided already.</source>
        <translation>This request has been decided already.</translation>
    </message>
    <message>
        <source>The first answer counts.</source>
        <translation>The first answer counts.</translation>
    </message>
    <message>
        <source>Nothing is left to do.</source>
        <translation>Nothing is left to do.</translation>
    </message>
    <message>
        <source>This customer may be called from {opens} to {closes}.</source>
        <translation>This customer may be called from {opens} to {closes}.</translation>
    </message>
    <message>
        <source>It is another hour where the customer is; no call was made.</source>
        <translation>It is another hour where the customer is; no call was made.</translation>
    </message>
    <message>
        <source>Call within these hours; take another card until then.</source>
        <translation>Call within these hours; take another card until then.</translation>
    </message>
    <message>
        <source>Customers are not called on {day}.</source>
        <translation>Customers are not called on {day}.</translation>
    </message>
    <message>
        <source>It is a holiday, or a day that your company keeps free; no call was made.</source>
        <translation>It is a holiday, or a day that your company keeps free; no call was made.</translation>
    </message>
    <message>
        <source>Call on another day.</source>
        <translation>Call on another day.</translation>
    </message>
    <message>
        <source>This customer was called as often as is allowed; again from {next_at} on.</source>
        <translation>This customer was called as often as is allowed; again from {next_at} on.</translation>
    </message>
    <message>
        <source>No call was made.</source>
        <translation>No call was made.</translation>
    </message>
    <message>
        <source>Take another card.</source>
        <translation>Take another card.</translation>
    </message>
    <message>
        <source>This customer does not want to be called.</source>
        <translation>This customer does not want to be called.</translation>
    </message>
    <message>
        <source>No call was made, and none will be.</source>
        <translation>No call was made, and none will be.</translation>
    </message>
    <message>
        <source>This card has no number that can be called.</source>
        <translation>This card has no number that can be called.</translation>
    </message>
    <message>
        <source>Take another card, and tell your supervisor.</source>
        <translation>Take another card, and tell your supervisor.</translation>
    </message>
    <message>
        <source>The token is no good: it is unknown, used, over, or another desk&apos;s.</source>
        <translation>The token is no good: it is unknown, used, over, or another desk&apos;s.</translation>
    </message>
    <message>
        <source>No call was made, and no number given out.</source>
        <translation>No call was made, and no number given out.</translation>
    </message>
    <message>
        <source>Ask for the call again at the desk.</source>
        <translation>Ask for the call again at the desk.</translation>
    </message>
    <message>
        <source>The telephone cannot call now: {reason}.</source>
        <translation>The telephone cannot call now: {reason}.</translation>
    </message>
    <message>
        <source>The pad says what is missing; if it stays so, tell your administrator.</source>
        <translation>The pad says what is missing; if it stays so, tell your administrator.</translation>
    </message>
    <message>
        <source>A call is on already.</source>
        <translation>A call is on already.</translation>
    </message>
    <message>
        <source>The second one was not begun.</source>
        <translation>The second one was not begun.</translation>
    </message>
    <message>
        <source>End it or put it on hold first.</source>
        <translation>End it or put it on hold first.</translation>
    </message>
    <message>
        <source>This call is over.</source>
        <translation>This call is over.</translation>
    </message>
    <message>
        <source>What you asked for was not done.</source>
        <translation>What you asked for was not done.</translation>
    </message>
    <message>
        <source>Choose a call in which you talk, or ask for help without one.</source>
        <translation>Choose a call in which you talk, or ask for help without one.</translation>
    </message>
    <message>
        <source>This customer is a colleague&apos;s, and shown for the call alone.</source>
        <translation>This customer is a colleague&apos;s, and shown for the call alone.</translation>
    </message>
    <message>
        <source>Nothing was called, and nothing recorded.</source>
        <translation>Nothing was called, and nothing recorded.</translation>
    </message>
    <message>
        <source>Calls, reveals and the outcome stay with the colleague; hand the call back where one is needed.</source>
        <translation>Calls, reveals and the outcome stay with the colleague; hand the call back where one is needed.</translation>
    </message>
    <message>
        <source>No telephone on a table is yours.</source>
        <translation>No telephone on a table is yours.</translation>
    </message>
    <message>
        <source>Ask your administrator to bind one to you.</source>
        <translation>Ask your administrator to bind one to you.</translation>
    </message>
    <message>
        <source>The customer has not agreed in this call.</source>
        <translation>The customer has not agreed in this call.</translation>
    </message>
    <message>
        <source>Nothing that the customer says is stored before a yes (C1).</source>
        <translation>Nothing that the customer says is stored before a yes (C1).</translation>
    </message>
    <message>
        <source>Read the wording and note the answer; after a no, record how the call ended, without a note.</source>
        <translation>Read the wording and note the answer; after a no, record how the call ended, without a note.</translation>
    </message>
    <message>
        <source>Your company&apos;s policy lets nobody listen to calls.</source>
        <translation>Your company&apos;s policy lets nobody listen to calls.</translation>
    </message>
    <message>
        <source>Nothing was heard, and nobody was told.</source>
        <translation>Nothing was heard, and nobody was told.</translation>
    </message>
    <message>
        <source>Who decides over policy can allow it; an agent who wants help can let you into his call.</source>
        <translation>Who decides over policy can allow it; an agent who wants help can let you into his call.</translation>
    </message>
    <message>
        <source>The customer has not agreed that others hear this call.</source>
        <translation>The customer has not agreed that others hear this call.</translation>
    </message>
    <message>
        <source>Nothing was heard. The script has not asked him about it, or he has not said yes.</source>
        <translation>Nothing was heard. The script has not asked him about it, or he has not said yes.</translation>
    </message>
    <message>
        <source>Wait for his yes, or let the agent ask you in.</source>
        <translation>Wait for his yes, or let the agent ask you in.</translation>
    </message>
    <message>
        <source>This call is over, or nobody talks in it yet.</source>
        <translation>This call is over, or nobody talks in it yet.</translation>
    </message>
    <message>
        <source>Nothing was heard.</source>
        <translation>Nothing was heard.</translation>
    </message>
    <message>
        <source>Look at the team again and choose a call that is on.</source>
        <translation>Look at the team again and choose a call that is on.</translation>
    </message>
    <message>
        <source>There is no recording of this call, or it was destroyed.</source>
        <translation>There is no recording of this call, or it was destroyed.</translation>
    </message>
    <message>
        <source>Nothing of it can be heard.</source>
        <translation>Nothing of it can be heard.</translation>
    </message>
    <message>
        <source>Choose another call.</source>
        <translation>Choose another call.</translation>
    </message>
    <message>
        <source>The leave to hear this recording is over.</source>
        <translation>The leave to hear this recording is over.</translation>
    </message>
    <message>
        <source>Nothing more of it is given out to this desk.</source>
        <translation>Nothing more of it is given out to this desk.</translation>
    </message>
    <message>
        <source>Ask for it again.</source>
        <translation>Ask for it again.</translation>
    </message>
    <message>
        <source>A piece of the recording does not open.</source>
        <translation>A piece of the recording does not open.</translation>
    </message>
    <message>
        <source>It was changed, or is not where it belongs. Playing stopped before it.</source>
        <translation>It was changed, or is not where it belongs. Playing stopped before it.</translation>
    </message>
    <message>
        <source>Tell security.</source>
        <translation>Tell security.</translation>
    </message>
    <message>
        <source>This machine has no sound device to play through.</source>
        <translation>This machine has no sound device to play through.</translation>
    </message>
    <message>
        <source>Nothing was played, and nothing was fetched.</source>
        <translation>Nothing was played, and nothing was fetched.</translation>
    </message>
    <message>
        <source>Connect a headset and try again.</source>
        <translation>Connect a headset and try again.</translation>
    </message>
    <message>
        <source>Events are missing before this batch.</source>
        <translation>Events are missing before this batch.</translation>
    </message>
    <message>
        <source>It was not taken; nothing is lost.</source>
        <translation>It was not taken; nothing is lost.</translation>
    </message>
    <message>
        <source>Send on from event {next_seq}.</source>
        <translation>Send on from event {next_seq}.</translation>
    </message>
    <message>
        <source>Event {seq} is already on record with other content.</source>
        <translation>Event {seq} is already on record with other content.</translation>
    </message>
    <message>
        <source>Both versions are kept and the desk is frozen.</source>
        <translation>Both versions are kept and the desk is frozen.</translation>
    </message>
    <message>
        <source>The batch of events is not whole: {reason}.</source>
        <translation>The batch of events is not whole: {reason}.</translation>
    </message>
    <message>
        <source>It is sent again; if this repeats, tell your administrator.</source>
        <translation>It is sent again; if this repeats, tell your administrator.</translation>
    </message>
    <message>
        <source>Central&apos;s receipt for the events does not hold.</source>
        <translation>Central&apos;s receipt for the events does not hold.</translation>
    </message>
    <message>
        <source>They stay on this desk as not delivered.</source>
        <translation>They stay on this desk as not delivered.</translation>
    </message>
    <message>
        <source>Tell security: the trail must be checked.</source>
        <translation>Tell security: the trail must be checked.</translation>
    </message>
    <message>
        <source>The log&apos;s checkpoint does not hold: {reason}.</source>
        <translation>The log&apos;s checkpoint does not hold: {reason}.</translation>
    </message>
    <message>
        <source>It was not accepted, and nothing was marked as delivered.</source>
        <translation>It was not accepted, and nothing was marked as delivered.</translation>
    </message>
    <message>
        <source>Central&apos;s log is not the one that was seen before: {reason}.</source>
        <translation>Central&apos;s log is not the one that was seen before: {reason}.</translation>
    </message>
    <message>
        <source>Somebody may have changed the record. Both versions are kept as evidence, and nothing is delivered.</source>
        <translation>Somebody may have changed the record. Both versions are kept as evidence, and nothing is delivered.</translation>
    </message>
    <message>
        <source>Call security now; they compare the evidence.</source>
        <translation>Call security now; they compare the evidence.</translation>
    </message>
    <message>
        <source>The log&apos;s checkpoint has {found} of {needed} witnesses&apos; signatures.</source>
        <translation>The log&apos;s checkpoint has {found} of {needed} witnesses&apos; signatures.</translation>
    </message>
    <message>
        <source>The events wait on this desk until witnesses have signed.</source>
        <translation>The events wait on this desk until witnesses have signed.</translation>
    </message>
    <message>
        <source>Wait; if this lasts longer than a few minutes, tell security.</source>
        <translation>Wait; if this lasts longer than a few minutes, tell security.</translation>
    </message>
    <message>
        <source>Central&apos;s log does not fit together: {reason}.</source>
        <translation>Central&apos;s log does not fit together: {reason}.</translation>
    </message>
    <message>
        <source>Central does not serve, so that nothing is added to a record that was changed.</source>
        <translation>Central does not serve, so that nothing is added to a record that was changed.</translation>
    </message>
    <message>
        <source>Keep the database as it is and call security; &apos;veildesk-central audit verify&apos; says more.</source>
        <translation>Keep the database as it is and call security; &apos;veildesk-central audit verify&apos; says more.</translation>
    </message>
    <message>
        <source>The events before index {minimum} are not kept any longer.</source>
        <translation>The events before index {minimum} are not kept any longer.</translation>
    </message>
    <message>
        <source>Their time was over by policy; the log keeps their hashes, so that every proof still holds.</source>
        <translation>Their time was over by policy; the log keeps their hashes, so that every proof still holds.</translation>
    </message>
    <message>
        <source>Ask for later ones.</source>
        <translation>Ask for later ones.</translation>
    </message>
    <message>
        <source>Central cannot be reached.</source>
        <translation>Central cannot be reached.</translation>
    </message>
    <message>
        <source>Check the network and the VPN.</source>
        <translation>Check the network and the VPN.</translation>
    </message>
    <message>
        <source>Central has not answered in {seconds} seconds.</source>
        <translation>Central has not answered in {seconds} seconds.</translation>
    </message>
    <message>
        <source>It is not known whether the act was carried out; it is asked again.</source>
        <translation>It is not known whether the act was carried out; it is asked again.</translation>
    </message>
    <message>
        <source>Wait a moment.</source>
        <translation>Wait a moment.</translation>
    </message>
    <message>
        <source>Central cannot use its records: {reason}.</source>
        <translation>Central cannot use its records: {reason}.</translation>
    </message>
    <message>
        <source>Nothing recorded is lost; what you do is kept here and sent later.</source>
        <translation>Nothing recorded is lost; what you do is kept here and sent later.</translation>
    </message>
    <message>
        <source>Wait a moment; if it lasts, tell your administrator.</source>
        <translation>Wait a moment; if it lasts, tell your administrator.</translation>
    </message>
    <message>
        <source>What answers is not our Central: {reason}.</source>
        <translation>What answers is not our Central: {reason}.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Nothing was sent.</translation>
    </message>
    <message>
        <source>Do not work on this network; tell security.</source>
        <translation>Do not work on this network; tell security.</translation>
    </message>
    <message>
        <source>Central&apos;s answer makes no sense.</source>
        <translation>Central&apos;s answer makes no sense.</translation>
    </message>
    <message>
        <source>Try again; if this repeats, tell your administrator.</source>
        <translation>Try again; if this repeats, tell your administrator.</translation>
    </message>
    <message>
        <source>The way to Central does not lead through the VPN (now: {interface}).</source>
        <translation>The way to Central does not lead through the VPN (now: {interface}).</translation>
    </message>
    <message>
        <source>Nothing is sent and no card is shown; what you did is kept here and sent later.</source>
        <translation>Nothing is sent and no card is shown; what you did is kept here and sent later.</translation>
    </message>
    <message>
        <source>Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator.</source>
        <translation>Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator.</translation>
    </message>
    <message>
        <source>Central sees this desk at {address}, which is outside the VPN.</source>
        <translation>Central sees this desk at {address}, which is outside the VPN.</translation>
    </message>
    <message>
        <source>It gives out no customer data there; the try is on record.</source>
        <translation>It gives out no customer data there; the try is on record.</translation>
    </message>
    <message>
        <source>Connect the VPN and try again; if it is connected, tell your administrator.</source>
        <translation>Connect the VPN and try again; if it is connected, tell your administrator.</translation>
    </message>
    <message>
        <source>This desk&apos;s machine is not protected as your company asks: {check}.</source>
        <translation>This desk&apos;s machine is not protected as your company asks: {check}.</translation>
    </message>
    <message>
        <source>Central gives it no customer data; the try is on record.</source>
        <translation>Central gives it no customer data; the try is on record.</translation>
    </message>
    <message>
        <source>Run &apos;veildesk doctor&apos; here, or tell your administrator; it says what to do.</source>
        <translation>Run &apos;veildesk doctor&apos; here, or tell your administrator; it says what to do.</translation>
    </message>
    <message>
        <source>This desk&apos;s journal ends at event {present}, but it had held event {known}.</source>
        <translation>This desk&apos;s journal ends at event {present}, but it had held event {known}.</translation>
    </message>
    <message>
        <source>It is an older copy, so nobody works here; security is told.</source>
        <translation>It is an older copy, so nobody works here; security is told.</translation>
    </message>
    <message>
        <source>Call security; do not delete the desk&apos;s folder.</source>
        <translation>Call security; do not delete the desk&apos;s folder.</translation>
    </message>
    <message>
        <source>{waiting} events wait for Central, the oldest for {hours} hours.</source>
        <translation>{waiting} events wait for Central, the oldest for {hours} hours.</translation>
    </message>
    <message>
        <source>Nothing is lost; no value is shown until Central has them.</source>
        <translation>Nothing is lost; no value is shown until Central has them.</translation>
    </message>
    <message>
        <source>Connect this desk to Central; it sends them by itself.</source>
        <translation>Connect this desk to Central; it sends them by itself.</translation>
    </message>
    <message>
        <source>{waiting} events of this desk have not reached Central.</source>
        <translation>{waiting} events of this desk have not reached Central.</translation>
    </message>
    <message>
        <source>Nothing was erased.</source>
        <translation>Nothing was erased.</translation>
    </message>
    <message>
        <source>Connect this desk to Central, then erase again.</source>
        <translation>Connect this desk to Central, then erase again.</translation>
    </message>
    <message>
        <source>This desk has no system keyring: {reason}.</source>
        <translation>This desk has no system keyring: {reason}.</translation>
    </message>
    <message>
        <source>Veildesk keeps no key in a plain file, so it does not start.</source>
        <translation>Veildesk keeps no key in a plain file, so it does not start.</translation>
    </message>
    <message>
        <source>Install and unlock one (Linux: gnome-keyring or KWallet), then start again.</source>
        <translation>Install and unlock one (Linux: gnome-keyring or KWallet), then start again.</translation>
    </message>
    <message>
        <source>Another program debugs this desk.</source>
        <translation>Another program debugs this desk.</translation>
    </message>
    <message>
        <source>It could read whatever is shown, so the desk does not open.</source>
        <translation>It could read whatever is shown, so the desk does not open.</translation>
    </message>
    <message>
        <source>Close Veildesk and start it by itself; tell security if you started no such program.</source>
        <translation>Close Veildesk and start it by itself; tell security if you started no such program.</translation>
    </message>
    <message>
        <source>The password does not open your vault on this desk.</source>
        <translation>The password does not open your vault on this desk.</translation>
    </message>
    <message>
        <source>Try again; if you changed your password on another desk, sign in with the new one online.</source>
        <translation>Try again; if you changed your password on another desk, sign in with the new one online.</translation>
    </message>
    <message>
        <source>Your vault on this desk is damaged: {reason}.</source>
        <translation>Your vault on this desk is damaged: {reason}.</translation>
    </message>
    <message>
        <source>The file was left as it is.</source>
        <translation>The file was left as it is.</translation>
    </message>
    <message>
        <source>Tell your administrator before you do anything else; do not delete it.</source>
        <translation>Tell your administrator before you do anything else; do not delete it.</translation>
    </message>
    <message>
        <source>It does not open here, and was left as it is.</source>
        <translation>It does not open here, and was left as it is.</translation>
    </message>
    <message>
        <source>Sign in without it; your cards come from Central.</source>
        <translation>Sign in without it; your cards come from Central.</translation>
    </message>
    <message>
        <source>This vault was written by a newer Veildesk.</source>
        <translation>This vault was written by a newer Veildesk.</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>It was left as it is.</translation>
    </message>
    <message>
        <source>Update Veildesk on this desk.</source>
        <translation>Update Veildesk on this desk.</translation>
    </message>
    <message>
        <source>Another Veildesk has this vault open.</source>
        <translation>Another Veildesk has this vault open.</translation>
    </message>
    <message>
        <source>Use the window that is open already.</source>
        <translation>Use the window that is open already.</translation>
    </message>
    <message>
        <source>You have no vault on this desk yet.</source>
        <translation>You have no vault on this desk yet.</translation>
    </message>
    <message>
        <source>You cannot work offline here.</source>
        <translation>You cannot work offline here.</translation>
    </message>
    <message>
        <source>Sign in once with a connection to Central.</source>
        <translation>Sign in once with a connection to Central.</translation>
    </message>
    <message>
        <source>This desk cannot write to its disk: {reason}.</source>
        <translation>This desk cannot write to its disk: {reason}.</translation>
    </message>
    <message>
        <source>The act was not carried out, because it could not be recorded first.</source>
        <translation>The act was not carried out, because it could not be recorded first.</translation>
    </message>
    <message>
        <source>Free some space or ask your administrator, then try again.</source>
        <translation>Free some space or ask your administrator, then try again.</translation>
    </message>
    <message>
        <source>The data folder {folder} is not as it should be: {reason}.</source>
        <translation>The data folder {folder} is not as it should be: {reason}.</translation>
    </message>
    <message>
        <source>{remedy}</source>
        <translation>{remedy}</translation>
    </message>
    <message>
        <source>The data source {source} is not registered, or is revoked.</source>
        <translation>The data source {source} is not registered, or is revoked.</translation>
    </message>
    <message>
        <source>Nothing is imported from it, and nobody it named is called.</source>
        <translation>Nothing is imported from it, and nobody it named is called.</translation>
    </message>
    <message>
        <source>Choose another card; administrators register sources with &apos;veildesk-central source add&apos;.</source>
        <translation>Choose another card; administrators register sources with &apos;veildesk-central source add&apos;.</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>Nothing was imported.</translation>
    </message>
    <message>
        <source>There is no campaign {campaign}.</source>
        <translation>There is no campaign {campaign}.</translation>
    </message>
    <message>
        <source>What is done on this desk is kept and sent later; what needs Central waits.</source>
        <translation>What is done on this desk is kept and sent later; what needs Central waits.</translation>
    </message>
    <message>
        <source>This vault belongs to another desk, or was erased.</source>
        <translation>This vault belongs to another desk, or was erased.</translation>
    </message>
    <message>
        <source>List them with &apos;veildesk-central campaign list&apos;.</source>
        <translation>List them with &apos;veildesk-central campaign list&apos;.</translation>
    </message>
    <message>
        <source>The purpose does not allow these columns: {columns}.</source>
        <translation>The purpose does not allow these columns: {columns}.</translation>
    </message>
    <message>
        <source>Nothing was imported (minimum necessary, C3).</source>
        <translation>Nothing was imported (minimum necessary, C3).</translation>
    </message>
    <message>
        <source>Remove them from the file, or have the campaign&apos;s purposes changed.</source>
        <translation>Remove them from the file, or have the campaign&apos;s purposes changed.</translation>
    </message>
    <message>
        <source>The file {file} cannot be read: {reason}.</source>
        <translation>The file {file} cannot be read: {reason}.</translation>
    </message>
    <message>
        <source>It is in the way of something that exists: {reason}.</source>
        <translation>It is in the way of something that exists: {reason}.</translation>
    </message>
    <message>
        <source>Look at the present state and decide anew.</source>
        <translation>Look at the present state and decide anew.</translation>
    </message>
    <message>
        <source>The setting {setting} is not right: {reason}.</source>
        <translation>The setting {setting} is not right: {reason}.</translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation>Something unexpected happened.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, tell your administrator.</source>
        <translation>Try again; if it happens again, tell your administrator.</translation>
    </message>
</context>
<context>
    <name>FactsView</name>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaign</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Consent before</source>
        <translation>Consent before</translation>
    </message>
    <message>
        <source>in the call before, {call}</source>
        <translation>in the call before, {call}</translation>
    </message>
    <message>
        <source>Answer in the call</source>
        <translation>Answer in the call</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>How it ended</translation>
    </message>
    <message>
        <source>none recorded</source>
        <translation>none recorded</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>{consent}, withdrawn {day}</source>
        <translation>{consent}, withdrawn {day}</translation>
    </message>
    <message>
        <source>the wording that was read is not the campaign&apos;s of today</source>
        <translation>the wording that was read is not the campaign&apos;s of today</translation>
    </message>
</context>
<context>
    <name>FieldList</name>
    <message>
        <source>Reveal…  F8</source>
        <translation>Reveal...  F8</translation>
    </message>
    <message>
        <source>Reveal…</source>
        <translation>Reveal...</translation>
    </message>
    <message>
        <source>Reveal {field}</source>
        <translation>Reveal {field}</translation>
    </message>
    <message>
        <source>Asks for your password and is recorded</source>
        <translation>Asks for your password and is recorded</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>Listen</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Call {number} of {who}, {moment}</source>
        <translation>Call {number} of {who}, {moment}</translation>
    </message>
    <message>
        <source>that came in</source>
        <translation>that came in</translation>
    </message>
    <message>
        <source>Listening needs your password, and is on record.</source>
        <translation>Listening needs your password, and is on record.</translation>
    </message>
    <message>
        <source>Nothing can be heard of this call; judge it by what is on record.</source>
        <translation>Nothing can be heard of this call; judge it by what is on record.</translation>
    </message>
    <message>
        <source>The call&apos;s trail</source>
        <translation>The call&apos;s trail</translation>
    </message>
    <message>
        <source>Version {version}: {score}, by {who}, {moment}</source>
        <translation>Version {version}: {score}, by {who}, {moment}</translation>
    </message>
    <message>
        <source>What you record becomes version {version} beside it; nothing is overwritten.</source>
        <translation>What you record becomes version {version} beside it; nothing is overwritten.</translation>
    </message>
    <message>
        <source>The agent answers to version {version}: {text}</source>
        <translation>The agent answers to version {version}: {text}</translation>
    </message>
    <message>
        <source>You hear {number} of {who}. Reason, time and how far you listen are recorded.</source>
        <translation>You hear {number} of {who}. Reason, time and how far you listen are recorded.</translation>
    </message>
    <message>
        <source>Why you listen, for the record</source>
        <translation>Why you listen, for the record</translation>
    </message>
    <message>
        <source>Inspection of {number}</source>
        <translation>Inspection of {number}</translation>
    </message>
    <message>
        <source>Only you hear it, here and now. That you listen, and how far, is recorded.</source>
        <translation>Only you hear it, here and now. That you listen, and how far, is recorded.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search  (Ctrl+K)</source>
        <translation>Search  (Ctrl+K)</translation>
    </message>
    <message>
        <source>Search the queue</source>
        <translation>Search the queue</translation>
    </message>
    <message>
        <source>Filter by tag</source>
        <translation>Filter by tag</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>Filter by state</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>All tags</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>All states</translation>
    </message>
</context>
<context>
    <name>FilterForm</name>
    <message>
        <source>Last 24 hours</source>
        <translation>Last 24 hours</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Last 90 days</translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>Between...</translation>
    </message>
    <message>
        <source>Every act</source>
        <translation>Every act</translation>
    </message>
    <message>
        <source>Any outcome</source>
        <translation>Any outcome</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Customer or reveal</source>
        <translation>Customer or reveal</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Name or username</source>
        <translation>Name or username</translation>
    </message>
    <message>
        <source>Card&apos;s number, or R-2291</source>
        <translation>Card&apos;s number, or R-2291</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>Gaps</name>
    <message>
        <source>This campaign has no purpose for which that field may be seen.</source>
        <translation>This campaign has no purpose for which that field may be seen.</translation>
    </message>
    <message>
        <source>Say why, in two characters at least: it goes on record.</source>
        <translation>Say why, in two characters at least: it goes on record.</translation>
    </message>
    <message>
        <source>Fill in the first line, with two characters at least: it goes on record.</source>
        <translation>Fill in the first line, with two characters at least: it goes on record.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Enter your password.</translation>
    </message>
    <message>
        <source>Enter the six digits of your authenticator.</source>
        <translation>Enter the six digits of your authenticator.</translation>
    </message>
</context>
<context>
    <name>Grounds</name>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>{purpose}: no consent on record</source>
        <translation>{purpose}: no consent on record</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>{purpose}, withdrawn {day}</source>
        <translation>{purpose}, withdrawn {day}</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Given</translation>
    </message>
    <message>
        <source>{purpose}, {day}, {how}, wording {wording}</source>
        <translation>{purpose}, {day}, {how}, wording {wording}</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>Kept until</translation>
    </message>
    <message>
        <source>{day}: to be destroyed</source>
        <translation>{day}: to be destroyed</translation>
    </message>
    <message>
        <source>{day}, {count} days left</source>
        <translation>{day}, {count} days left</translation>
    </message>
    <message>
        <source>Soon</source>
        <translation>Soon</translation>
    </message>
</context>
<context>
    <name>GuardWords</name>
    <message>
        <source>A USB storage device was plugged in{name}.</source>
        <translation>A USB storage device was plugged in{name}.</translation>
    </message>
    <message>
        <source>A USB disk was plugged in{name}.</source>
        <translation>A USB disk was plugged in{name}.</translation>
    </message>
    <message>
        <source>A telephone or player that takes files was plugged in{name}.</source>
        <translation>A telephone or player that takes files was plugged in{name}.</translation>
    </message>
    <message>
        <source>A camera, or a telephone as a camera, was plugged in{name}.</source>
        <translation>A camera, or a telephone as a camera, was plugged in{name}.</translation>
    </message>
    <message>
        <source>A card reader was plugged in{name}.</source>
        <translation>A card reader was plugged in{name}.</translation>
    </message>
    <message>
        <source>A memory card was put in{name}.</source>
        <translation>A memory card was put in{name}.</translation>
    </message>
    <message>
        <source>A telephone that shares its network was plugged in{name}.</source>
        <translation>A telephone that shares its network was plugged in{name}.</translation>
    </message>
    <message>
        <source>A removable disk was plugged in{name}.</source>
        <translation>A removable disk was plugged in{name}.</translation>
    </message>
    <message>
        <source>A disk or network folder was connected{name}.</source>
        <translation>A disk or network folder was connected{name}.</translation>
    </message>
    <message>
        <source>A program that takes pictures of the screen is running{name}.</source>
        <translation>A program that takes pictures of the screen is running{name}.</translation>
    </message>
    <message>
        <source>The key that takes a picture of the screen was pressed beside a value{name}.</source>
        <translation>The key that takes a picture of the screen was pressed beside a value{name}.</translation>
    </message>
    <message>
        <source>A program asked the desktop for a picture of the screen, or to share it{name}.</source>
        <translation>A program asked the desktop for a picture of the screen, or to share it{name}.</translation>
    </message>
    <message>
        <source>This desk cannot see what is plugged in.</source>
        <translation>This desk cannot see what is plugged in.</translation>
    </message>
    <message>
        <source>This desk cannot see which disks are connected.</source>
        <translation>This desk cannot see which disks are connected.</translation>
    </message>
    <message>
        <source>This desk cannot see who takes pictures of the screen.</source>
        <translation>This desk cannot see who takes pictures of the screen.</translation>
    </message>
    <message>
        <source>It is recorded. Take it out, then enter your password; until then the desk stays locked.</source>
        <translation>It is recorded. Take it out, then enter your password; until then the desk stays locked.</translation>
    </message>
    <message>
        <source>It is gone now, and recorded. Enter your password to go on; your work is safe.</source>
        <translation>It is gone now, and recorded. Enter your password to go on; your work is safe.</translation>
    </message>
    <message>
        <source>It is recorded. Take it out and go on; if it is not yours, call security.</source>
        <translation>It is recorded. Take it out and go on; if it is not yours, call security.</translation>
    </message>
    <message>
        <source>It is recorded. Disconnect it and go on; if it is not yours, call security.</source>
        <translation>It is recorded. Disconnect it and go on; if it is not yours, call security.</translation>
    </message>
    <message>
        <source>The value was closed and it is recorded. Close the program, then ask again.</source>
        <translation>The value was closed and it is recorded. Close the program, then ask again.</translation>
    </message>
    <message>
        <source>It is recorded. Start the desk again; if this repeats, call your administrator.</source>
        <translation>It is recorded. Start the desk again; if this repeats, call your administrator.</translation>
    </message>
    <message>
        <source> ({name})</source>
        <translation> ({name})</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>due {moment}</source>
        <translation>due {moment}</translation>
    </message>
</context>
<context>
    <name>HelpLine</name>
    <message>
        <source>The call is over, and the wish for help with it.</source>
        <translation>The call is over, and the wish for help with it.</translation>
    </message>
    <message>
        <source>{name} comes to help you.</source>
        <translation>{name} comes to help you.</translation>
    </message>
    <message>
        <source>Help is asked for. Your supervisors see it at once.</source>
        <translation>Help is asked for. Your supervisors see it at once.</translation>
    </message>
    <message>
        <source>Help is no longer asked for.</source>
        <translation>Help is no longer asked for.</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>No contact so far.</source>
        <translation>No contact so far.</translation>
    </message>
    <message>
        <source>Recorded on this desk, waiting to be sent</source>
        <translation>Recorded on this desk, waiting to be sent</translation>
    </message>
    <message>
        <source>Call back {moment}. {note}</source>
        <translation>Call back {moment}. {note}</translation>
    </message>
</context>
<context>
    <name>HourPlot</name>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n act</numerusform>
            <numerusform>%n acts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused or failed</source>
        <translation>
            <numerusform>%n refused or failed</numerusform>
            <numerusform>%n refused or failed</numerusform>
        </translation>
    </message>
    <message>
        <source>{moment}: {acts}, {bad}</source>
        <translation>{moment}: {acts}, {bad}</translation>
    </message>
    <message>
        <source>{moment}: {acts}</source>
        <translation>{moment}: {acts}</translation>
    </message>
    <message>
        <source>most: {count}</source>
        <translation>most: {count}</translation>
    </message>
    <message>
        <source>Acts by hour: {count} in all; most at {bar}</source>
        <translation>Acts by hour: {count} in all; most at {bar}</translation>
    </message>
    <message>
        <source>Acts by hour: none</source>
        <translation>Acts by hour: none</translation>
    </message>
</context>
<context>
    <name>InspectionFilters</name>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaign</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>Inspection</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Customer&apos;s answer</source>
        <translation>Customer&apos;s answer</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>By lot</source>
        <translation>By lot</translation>
    </message>
    <message>
        <source>Name or username</source>
        <translation>Name or username</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Draw</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Last 24 hours</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Last 90 days</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Any</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Not recorded</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InspectionNews</name>
    <message>
        <source>Your call {number} was inspected: {score} of 100.</source>
        <translation>Your call {number} was inspected: {score} of 100.</translation>
    </message>
    <message>
        <source>See results  (Ctrl+R)</source>
        <translation>See results  (Ctrl+R)</translation>
    </message>
</context>
<context>
    <name>InspectionPage</name>
    <message>
        <source>Inspection</source>
        <translation>Inspection</translation>
    </message>
    <message>
        <source>Calls that were answered and are over. Every search, lot and opened call is itself on record.</source>
        <translation>Calls that were answered and are over. Every search, lot and opened call is itself on record.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaign</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Customer&apos;s answer</source>
        <translation>Customer&apos;s answer</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>Talked</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Inspect</translation>
    </message>
    <message>
        <source>Older calls</source>
        <translation>Older calls</translation>
    </message>
    <message>
        <source>No call was found</source>
        <translation>No call was found</translation>
    </message>
    <message>
        <source>Widen the time, or clear a filter.</source>
        <translation>Widen the time, or clear a filter.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Drawn by lot: {count} of {all}. The lot is on record.</source>
        <translation>Drawn by lot: {count} of {all}. The lot is on record.</translation>
    </message>
</context>
<context>
    <name>InspectionWords</name>
    <message>
        <source>fatal</source>
        <translation>fatal</translation>
    </message>
    <message>
        <source>Answered, then judged anew</source>
        <translation>Answered, then judged anew</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Consent wording read</source>
        <translation>Consent wording read</translation>
    </message>
    <message>
        <source>Purpose, scope, retention and recording, before anything was asked; the answer noted as given.</source>
        <translation>Purpose, scope, retention and recording, before anything was asked; the answer noted as given.</translation>
    </message>
    <message>
        <source>Who calls, and whom</source>
        <translation>Who calls, and whom</translation>
    </message>
    <message>
        <source>Company and name said; the customer recognised before any matter of his was spoken of.</source>
        <translation>Company and name said; the customer recognised before any matter of his was spoken of.</translation>
    </message>
    <message>
        <source>Truthfulness</source>
        <translation>Truthfulness</translation>
    </message>
    <message>
        <source>What was said of product, price and terms is so, and is whole.</source>
        <translation>What was said of product, price and terms is so, and is whole.</translation>
    </message>
    <message>
        <source>No forbidden promises</source>
        <translation>No forbidden promises</translation>
    </message>
    <message>
        <source>No promise of returns, results or exceptions; no threat, no pressure.</source>
        <translation>No promise of returns, results or exceptions; no threat, no pressure.</translation>
    </message>
    <message>
        <source>Courtesy</source>
        <translation>Courtesy</translation>
    </message>
    <message>
        <source>Let the customer finish, took a no as a no, stayed calm.</source>
        <translation>Let the customer finish, took a no as a no, stayed calm.</translation>
    </message>
    <message>
        <source>Care with data</source>
        <translation>Care with data</translation>
    </message>
    <message>
        <source>Asked for no more than needed, read no number aloud, revealed only with reason.</source>
        <translation>Asked for no more than needed, read no number aloud, revealed only with reason.</translation>
    </message>
    <message>
        <source>Record keeping</source>
        <translation>Record keeping</translation>
    </message>
    <message>
        <source>Outcome, note and callback say what was agreed.</source>
        <translation>Outcome, note and callback say what was agreed.</translation>
    </message>
    <message>
        <source>To inspect</source>
        <translation>To inspect</translation>
    </message>
    <message>
        <source>Inspected</source>
        <translation>Inspected</translation>
    </message>
    <message>
        <source>Agent objects</source>
        <translation>Agent objects</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Declined</translation>
    </message>
    <message>
        <source>Not noted</source>
        <translation>Not noted</translation>
    </message>
    <message>
        <source>{score}, failed</source>
        <translation>{score}, failed</translation>
    </message>
</context>
<context>
    <name>JoinStrip</name>
    <message>
        <source>Unmute</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Listen no longer</source>
        <translation>Listen no longer</translation>
    </message>
    <message>
        <source>Leave the call</source>
        <translation>Leave the call</translation>
    </message>
    <message>
        <source>{who}&apos;s desk is being told first…</source>
        <translation>{who}&apos;s desk is being told first...</translation>
    </message>
    <message>
        <source>You listen to {who}&apos;s call, and {who} sees it.</source>
        <translation>You listen to {who}&apos;s call, and {who} sees it.</translation>
    </message>
    <message>
        <source>You are in {who}&apos;s call. The customer hears you.</source>
        <translation>You are in {who}&apos;s call. The customer hears you.</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation>Keypad</translation>
    </message>
    <message>
        <source>Key {tone}</source>
        <translation>Key {tone}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Queue</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation>Go to the queue</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>Open the card, fold a section</source>
        <translation>Open the card, fold a section</translation>
    </message>
    <message>
        <source>Card and outcome</source>
        <translation>Card and outcome</translation>
    </message>
    <message>
        <source>Reveal the telephone number</source>
        <translation>Reveal the telephone number</translation>
    </message>
    <message>
        <source>Choose the outcome</source>
        <translation>Choose the outcome</translation>
    </message>
    <message>
        <source>Filter by tag, by state</source>
        <translation>Filter by tag, by state</translation>
    </message>
    <message>
        <source>The customer agrees, does not</source>
        <translation>The customer agrees, does not</translation>
    </message>
    <message>
        <source>Scroll the card</source>
        <translation>Scroll the card</translation>
    </message>
    <message>
        <source>Write the note</source>
        <translation>Write the note</translation>
    </message>
    <message>
        <source>Save the outcome</source>
        <translation>Save the outcome</translation>
    </message>
    <message>
        <source>See one value</source>
        <translation>See one value</translation>
    </message>
    <message>
        <source>Reveal another field</source>
        <translation>Reveal another field</translation>
    </message>
    <message>
        <source>Next field, then ask</source>
        <translation>Next field, then ask</translation>
    </message>
    <message>
        <source>Hide the value at once; withdraw; close</source>
        <translation>Hide the value at once; withdraw; close</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>Go to the first request</source>
        <translation>Go to the first request</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Come to help the chosen one</source>
        <translation>Come to help the chosen one</translation>
    </message>
    <message>
        <source>Join the call in which the chosen one wants help</source>
        <translation>Join the call in which the chosen one wants help</translation>
    </message>
    <message>
        <source>Listen to the chosen one&apos;s call</source>
        <translation>Listen to the chosen one&apos;s call</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Older calls</source>
        <translation>Older calls</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>Inspection</translation>
    </message>
    <message>
        <source>Inspect the chosen call</source>
        <translation>Inspect the chosen call</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Play or stop, ten seconds back</source>
        <translation>Play or stop, ten seconds back</translation>
    </message>
    <message>
        <source>Mark this place</source>
        <translation>Mark this place</translation>
    </message>
    <message>
        <source>Go to a mark, drop it</source>
        <translation>Go to a mark, drop it</translation>
    </message>
    <message>
        <source>Record the inspection</source>
        <translation>Record the inspection</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Results of inspections</source>
        <translation>Results of inspections</translation>
    </message>
    <message>
        <source>Open the chosen result</source>
        <translation>Open the chosen result</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>Send the answer</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Search, in any field</source>
        <translation>Search, in any field</translation>
    </message>
    <message>
        <source>Desks</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>Go to the list</source>
        <translation>Go to the list</translation>
    </message>
    <message>
        <source>Listen to the chosen call</source>
        <translation>Listen to the chosen call</translation>
    </message>
    <message>
        <source>Ticket for a new desk</source>
        <translation>Ticket for a new desk</translation>
    </message>
    <message>
        <source>Revoke the chosen desk</source>
        <translation>Revoke the chosen desk</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Unlock the chosen account</source>
        <translation>Unlock the chosen account</translation>
    </message>
    <message>
        <source>Freeze, unfreeze it</source>
        <translation>Freeze, unfreeze it</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Next control, the one before</source>
        <translation>Next control, the one before</translation>
    </message>
    <message>
        <source>Ask Central now</source>
        <translation>Ask Central now</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>This list</translation>
    </message>
    <message>
        <source>Close what lies on top</source>
        <translation>Close what lies on top</translation>
    </message>
    <message>
        <source>Turn to a page</source>
        <translation>Turn to a page</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telephone</translation>
    </message>
</context>
<context>
    <name>KeysForm</name>
    <message>
        <source>Keys of the telephone</source>
        <translation>Keys of the telephone</translation>
    </message>
    <message>
        <source>Key for: {act}</source>
        <translation>Key for: {act}</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>Press a key</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>everywhere</translation>
    </message>
    <message>
        <source>In every program: {act}</source>
        <translation>In every program: {act}</translation>
    </message>
    <message>
        <source>The usual keys</source>
        <translation>The usual keys</translation>
    </message>
    <message>
        <source>They work while a window of Veildesk has the keyboard; those marked everywhere, in other programs too.</source>
        <translation>They work while a window of Veildesk has the keyboard; those marked everywhere, in other programs too.</translation>
    </message>
    <message>
        <source>They work while a window of Veildesk has the keyboard. This desktop gives no program keys elsewhere.</source>
        <translation>They work while a window of Veildesk has the keyboard. This desktop gives no program keys elsewhere.</translation>
    </message>
    <message>
        <source>Another program has {keys}. In Veildesk&apos;s own windows they work all the same.</source>
        <translation>Another program has {keys}. In Veildesk&apos;s own windows they work all the same.</translation>
    </message>
    <message>
        <source>{key} does something else already, or types a letter. The old key stays.</source>
        <translation>{key} does something else already, or types a letter. The old key stays.</translation>
    </message>
</context>
<context>
    <name>ListenDialog</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Recording of {number}</source>
        <translation>Recording of {number}</translation>
    </message>
    <message>
        <source>Only you hear it, here and now. That you listen, and how far, is recorded.</source>
        <translation>Only you hear it, here and now. That you listen, and how far, is recorded.</translation>
    </message>
</context>
<context>
    <name>ListenPane</name>
    <message>
        <source>{count} s back</source>
        <translation>{count} s back</translation>
    </message>
    <message>
        <source>{count} s on</source>
        <translation>{count} s on</translation>
    </message>
    <message>
        <source>Parts of this call are missing: the recording broke off.</source>
        <translation>Parts of this call are missing: the recording broke off.</translation>
    </message>
    <message>
        <source>Space: play, stop.  ← →: back, on.  Home: to the beginning.</source>
        <translation>Space: play, stop.  ← →: back, on.  Home: to the beginning.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Play</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>Password of {name}</source>
        <translation>Password of {name}</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Your call goes on: the customer hears what is said here.</source>
        <translation>Your call goes on: the customer hears what is said here.</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Hang up</translation>
    </message>
    <message>
        <source>Sign out and let somebody else work here</source>
        <translation>Sign out and let somebody else work here</translation>
    </message>
    <message>
        <source>Nobody worked here for a while. Your work is safe.</source>
        <translation>Nobody worked here for a while. Your work is safe.</translation>
    </message>
    <message>
        <source>Central has not been heard for too long. Your work is safe.</source>
        <translation>Central has not been heard for too long. Your work is safe.</translation>
    </message>
    <message>
        <source>A way for data to leave was open. Your work is safe.</source>
        <translation>A way for data to leave was open. Your work is safe.</translation>
    </message>
    <message>
        <source>Central put your session to sleep. Your work is safe.</source>
        <translation>Central put your session to sleep. Your work is safe.</translation>
    </message>
    <message>
        <source>Your work is safe.</source>
        <translation>Your work is safe.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Understood</source>
        <translation>Understood</translation>
    </message>
</context>
<context>
    <name>MarkList</name>
    <message>
        <source>What the mark is about</source>
        <translation>What the mark is about</translation>
    </message>
    <message>
        <source>What is heard there</source>
        <translation>What is heard there</translation>
    </message>
    <message>
        <source>Mark here</source>
        <translation>Mark here</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marks</translation>
    </message>
</context>
<context>
    <name>NextLine</name>
    <message>
        <source>Nobody is to be called now. The next one is due at {time}.</source>
        <translation>Nobody is to be called now. The next one is due at {time}.</translation>
    </message>
    <message>
        <source>Nobody is to be called now. Your supervisor gives out new customers.</source>
        <translation>Nobody is to be called now. Your supervisor gives out new customers.</translation>
    </message>
    <message>
        <source>The next customer is on the way; his card will be in your queue.</source>
        <translation>The next customer is on the way; his card will be in your queue.</translation>
    </message>
</context>
<context>
    <name>OutcomeForm</name>
    <message>
        <source>Save  Ctrl+Enter</source>
        <translation>Save  Ctrl+Enter</translation>
    </message>
    <message>
        <source>Save the outcome</source>
        <translation>Save the outcome</translation>
    </message>
    <message>
        <source>Note. Numbers are masked as you type.</source>
        <translation>Note. Numbers are masked as you type.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Open a customer&apos;s card first.</source>
        <translation>Open a customer&apos;s card first.</translation>
    </message>
    <message>
        <source>The outcome is your colleague&apos;s to note.</source>
        <translation>The outcome is your colleague&apos;s to note.</translation>
    </message>
    <message>
        <source>This customer must not be called.</source>
        <translation>This customer must not be called.</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>Recording...</translation>
    </message>
    <message>
        <source>Without a yes: only how the call went, no note.</source>
        <translation>Without a yes: only how the call went, no note.</translation>
    </message>
    <message>
        <source>Choose how it ended: keys 1 to 7.</source>
        <translation>Choose how it ended: keys 1 to 7.</translation>
    </message>
    <message>
        <source>The time to call back has passed.</source>
        <translation>The time to call back has passed.</translation>
    </message>
    <message>
        <source>Stops every call to this customer, on every desk.</source>
        <translation>Stops every call to this customer, on every desk.</translation>
    </message>
    <message>
        <source>Will be stored as: {note}</source>
        <translation>Will be stored as: {note}</translation>
    </message>
    <message>
        <source>Recorded on this desk first, then sent to Central.</source>
        <translation>Recorded on this desk first, then sent to Central.</translation>
    </message>
</context>
<context>
    <name>OversightWords</name>
    <message>
        <source>Enrolled</source>
        <translation>Enrolled</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Revoked</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Frozen</translation>
    </message>
    <message>
        <source>No customer data: {checks}</source>
        <translation>No customer data: {checks}</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Not told</translation>
    </message>
    <message>
        <source>Open: {checks}</source>
        <translation>Open: {checks}</translation>
    </message>
    <message>
        <source>Unknown: {checks}</source>
        <translation>Unknown: {checks}</translation>
    </message>
    <message>
        <source>All checks hold</source>
        <translation>All checks hold</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Password, shown as dots</source>
        <translation>Password, shown as dots</translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>Choose your password</source>
        <translation>Choose your password</translation>
    </message>
    <message>
        <source>At least 12 characters. A sentence that only you would say is easier to keep than a riddle.</source>
        <translation>At least 12 characters. A sentence that only you would say is easier to keep than a riddle.</translation>
    </message>
    <message>
        <source>The password you have now</source>
        <translation>The password you have now</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>New password, once more</source>
        <translation>New password, once more</translation>
    </message>
    <message>
        <source>Set password</source>
        <translation>Set password</translation>
    </message>
    <message>
        <source>The two new passwords differ.</source>
        <translation>The two new passwords differ.</translation>
    </message>
    <message>
        <source>The new password is too short. Use at least 12 characters.</source>
        <translation>The new password is too short. Use at least 12 characters.</translation>
    </message>
    <message>
        <source>The new password is too long. Use at most 128 characters.</source>
        <translation>The new password is too long. Use at most 128 characters.</translation>
    </message>
    <message>
        <source>The new password is too easy to guess, or the same as before. Choose another one.</source>
        <translation>The new password is too easy to guess, or the same as before. Choose another one.</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Who may sign in. What you change here is recorded with your reason.</source>
        <translation>Who may sign in. What you change here is recorded with your reason.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Last sign-in</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Unlock...</translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation>Freeze...</translation>
    </message>
    <message>
        <source>Unfreeze…</source>
        <translation>Unfreeze...</translation>
    </message>
    <message>
        <source>There are no accounts</source>
        <translation>There are no accounts</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>{who} may sign in again.</source>
        <translation>{who} may sign in again.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>{who} is signed out everywhere at once, and cannot sign in until unfrozen.</source>
        <translation>{who} is signed out everywhere at once, and cannot sign in until unfrozen.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Freeze</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>Unfreeze</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>Reason, for the record</translation>
    </message>
    <message>
        <source>{who} may sign in again. It is on record.</source>
        <translation>{who} may sign in again. It is on record.</translation>
    </message>
    <message>
        <source>{who} is frozen, and signed out everywhere. It is on record.</source>
        <translation>{who} is frozen, and signed out everywhere. It is on record.</translation>
    </message>
</context>
<context>
    <name>Phone</name>
    <message>
        <source>Call, answer, hang up</source>
        <translation>Call, answer, hang up</translation>
    </message>
    <message>
        <source>Decline a call</source>
        <translation>Decline a call</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Keypad</translation>
    </message>
    <message>
        <source>Hand the call on</source>
        <translation>Hand the call on</translation>
    </message>
    <message>
        <source>Pause, go on</source>
        <translation>Pause, go on</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Next customer</translation>
    </message>
    <message>
        <source>Ask for help, withdraw it</source>
        <translation>Ask for help, withdraw it</translation>
    </message>
    <message>
        <source>No sound yet</source>
        <translation>No sound yet</translation>
    </message>
    <message>
        <source>Bad sound</source>
        <translation>Bad sound</translation>
    </message>
    <message>
        <source>Poor sound</source>
        <translation>Poor sound</translation>
    </message>
    <message>
        <source>Fair sound</source>
        <translation>Fair sound</translation>
    </message>
    <message>
        <source>Good sound</source>
        <translation>Good sound</translation>
    </message>
    <message>
        <source>No telephone while nobody is at work.</source>
        <translation>No telephone while nobody is at work.</translation>
    </message>
    <message>
        <source>Your company has set no PBX: the desk cannot call.</source>
        <translation>Your company has set no PBX: the desk cannot call.</translation>
    </message>
    <message>
        <source>This computer has no call engine. Choose the telephone on your table (headphones), or tell your administrator.</source>
        <translation>This computer has no call engine. Choose the telephone on your table (headphones), or tell your administrator.</translation>
    </message>
    <message>
        <source>Without the VPN nobody calls. Connect it.</source>
        <translation>Without the VPN nobody calls. Connect it.</translation>
    </message>
    <message>
        <source>The telephone starts…</source>
        <translation>The telephone starts...</translation>
    </message>
    <message>
        <source>Signing on to the PBX…</source>
        <translation>Signing on to the PBX...</translation>
    </message>
    <message>
        <source>The PBX does not answer. It is tried again by itself.</source>
        <translation>The PBX does not answer. It is tried again by itself.</translation>
    </message>
    <message>
        <source>The PBX does not let this desk in. Tell your administrator.</source>
        <translation>The PBX does not let this desk in. Tell your administrator.</translation>
    </message>
    <message>
        <source>The call engine ended; another one is starting.</source>
        <translation>The call engine ended; another one is starting.</translation>
    </message>
    <message>
        <source>Asking Central for your telephone…</source>
        <translation>Asking Central for your telephone...</translation>
    </message>
    <message>
        <source>Central does not answer. It is tried again by itself.</source>
        <translation>Central does not answer. It is tried again by itself.</translation>
    </message>
    <message>
        <source>No telephone on a table is yours. Ask your administrator to bind one to you.</source>
        <translation>No telephone on a table is yours. Ask your administrator to bind one to you.</translation>
    </message>
    <message>
        <source>You hung up.</source>
        <translation>You hung up.</translation>
    </message>
    <message>
        <source>You gave the call up.</source>
        <translation>You gave the call up.</translation>
    </message>
    <message>
        <source>The customer hung up.</source>
        <translation>The customer hung up.</translation>
    </message>
    <message>
        <source>Busy.</source>
        <translation>Busy.</translation>
    </message>
    <message>
        <source>Nobody answered.</source>
        <translation>Nobody answered.</translation>
    </message>
    <message>
        <source>The call was declined.</source>
        <translation>The call was declined.</translation>
    </message>
    <message>
        <source>The PBX refused the call: the rules forbid it by now. Try another card.</source>
        <translation>The PBX refused the call: the rules forbid it by now. Try another card.</translation>
    </message>
    <message>
        <source>Central had no time for this call; the customer was not called. Try again soon.</source>
        <translation>Central had no time for this call; the customer was not called. Try again soon.</translation>
    </message>
    <message>
        <source>The customer cannot be reached, or the number does not exist.</source>
        <translation>The customer cannot be reached, or the number does not exist.</translation>
    </message>
    <message>
        <source>The call broke off: the PBX or the network was gone. Call again once it is back.</source>
        <translation>The call broke off: the PBX or the network was gone. Call again once it is back.</translation>
    </message>
    <message>
        <source>The call broke off: the call engine ended. It is on record; call again in a moment.</source>
        <translation>The call broke off: the call engine ended. It is on record; call again in a moment.</translation>
    </message>
    <message>
        <source>You did not lift the receiver; the customer was not called.</source>
        <translation>You did not lift the receiver; the customer was not called.</translation>
    </message>
    <message>
        <source>Your telephone is in use or declined; the customer was not called.</source>
        <translation>Your telephone is in use or declined; the customer was not called.</translation>
    </message>
    <message>
        <source>Your telephone cannot be rung; the customer was not called. Look at its cable.</source>
        <translation>Your telephone cannot be rung; the customer was not called. Look at its cable.</translation>
    </message>
    <message>
        <source>The call was handed on.</source>
        <translation>The call was handed on.</translation>
    </message>
    <message>
        <source>The customer has withdrawn; the call was stopped. Do not call again.</source>
        <translation>The customer has withdrawn; the call was stopped. Do not call again.</translation>
    </message>
    <message>
        <source>The customer said no, so the call ended. Nothing he said is stored.</source>
        <translation>The customer said no, so the call ended. Nothing he said is stored.</translation>
    </message>
    <message>
        <source>The desk locked before anybody answered; the call was given up.</source>
        <translation>The desk locked before anybody answered; the call was given up.</translation>
    </message>
    <message>
        <source>The VPN was gone, so the call ended.</source>
        <translation>The VPN was gone, so the call ended.</translation>
    </message>
    <message>
        <source>The telephone was set up anew, so the call ended.</source>
        <translation>The telephone was set up anew, so the call ended.</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Meal</source>
        <translation>Meal</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Paperwork</source>
        <translation>Paperwork</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Do not disturb</translation>
    </message>
    <message>
        <source>A call comes in at your telephone: lift the receiver.</source>
        <translation>A call comes in at your telephone: lift the receiver.</translation>
    </message>
    <message>
        <source>A call comes in.</source>
        <translation>A call comes in.</translation>
    </message>
    <message>
        <source>Asking Central for leave to call…</source>
        <translation>Asking Central for leave to call...</translation>
    </message>
    <message>
        <source>Paused: {reason}. What rings is declined.</source>
        <translation>Paused: {reason}. What rings is declined.</translation>
    </message>
    <message>
        <source>No microphone found: customers would hear nothing. Plug one in.</source>
        <translation>No microphone found: customers would hear nothing. Plug one in.</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>Ready.</translation>
    </message>
    <message>
        <source>Handed on by {who}, waited in {queue}</source>
        <translation>Handed on by {who}, waited in {queue}</translation>
    </message>
    <message>
        <source>Handed on by {who}</source>
        <translation>Handed on by {who}</translation>
    </message>
    <message>
        <source>A call comes in</source>
        <translation>A call comes in</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>In a call</translation>
    </message>
    <message>
        <source>Cannot call now</source>
        <translation>Cannot call now</translation>
    </message>
    <message>
        <source>Ready for calls</source>
        <translation>Ready for calls</translation>
    </message>
    <message>
        <source>Your telephone rings: lift the receiver to join your teammate&apos;s call.</source>
        <translation>Your telephone rings: lift the receiver to join your teammate&apos;s call.</translation>
    </message>
    <message>
        <source>You are let in once your teammate&apos;s desk shows it.</source>
        <translation>You are let in once your teammate&apos;s desk shows it.</translation>
    </message>
    <message>
        <source>You listen, and your teammate sees it. Nobody hears you.</source>
        <translation>You listen, and your teammate sees it. Nobody hears you.</translation>
    </message>
    <message>
        <source>Muted: nobody in the call hears you.</source>
        <translation>Muted: nobody in the call hears you.</translation>
    </message>
    <message>
        <source>You are in your teammate&apos;s call. Both others hear you.</source>
        <translation>You are in your teammate&apos;s call. Both others hear you.</translation>
    </message>
    <message>
        <source>Dialling…</source>
        <translation>Dialling...</translation>
    </message>
    <message>
        <source>Your telephone rings: lift the receiver. The customer is called then.</source>
        <translation>Your telephone rings: lift the receiver. The customer is called then.</translation>
    </message>
    <message>
        <source>The customer is called. You will hear it ring.</source>
        <translation>The customer is called. You will hear it ring.</translation>
    </message>
    <message>
        <source>It rings at the customer&apos;s.</source>
        <translation>It rings at the customer&apos;s.</translation>
    </message>
    <message>
        <source>The customer has just withdrawn. Take leave and hang up.</source>
        <translation>The customer has just withdrawn. Take leave and hang up.</translation>
    </message>
    <message>
        <source>On hold: the customer waits and does not hear you.</source>
        <translation>On hold: the customer waits and does not hear you.</translation>
    </message>
    <message>
        <source>The customer has put you on hold.</source>
        <translation>The customer has put you on hold.</translation>
    </message>
    <message>
        <source>Muted: the customer does not hear you.</source>
        <translation>Muted: the customer does not hear you.</translation>
    </message>
    <message>
        <source>Read the wording first; then Alt+Y for yes, Alt+N for no.</source>
        <translation>Read the wording first; then Alt+Y for yes, Alt+N for no.</translation>
    </message>
    <message>
        <source>Talking. Your telephone does not encrypt its part of the way.</source>
        <translation>Talking. Your telephone does not encrypt its part of the way.</translation>
    </message>
    <message>
        <source>Talking, encrypted.</source>
        <translation>Talking, encrypted.</translation>
    </message>
    <message>
        <source>Nobody took the call that you handed on. Call the customer back.</source>
        <translation>Nobody took the call that you handed on. Call the customer back.</translation>
    </message>
    <message>
        <source>A call was missed.</source>
        <translation>A call was missed.</translation>
    </message>
    <message>
        <source>You declined the call.</source>
        <translation>You declined the call.</translation>
    </message>
    <message>
        <source>You left your teammate&apos;s call.</source>
        <translation>You left your teammate&apos;s call.</translation>
    </message>
    <message>
        <source>Your teammate&apos;s call is over, or you may not hear it any longer.</source>
        <translation>Your teammate&apos;s call is over, or you may not hear it any longer.</translation>
    </message>
    <message>
        <source>You were not let in: the call is over, or your teammate&apos;s desk did not show you. Try again.</source>
        <translation>You were not let in: the call is over, or your teammate&apos;s desk did not show you. Try again.</translation>
    </message>
    <message>
        <source>Show Veildesk</source>
        <translation>Show Veildesk</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Hang up</translation>
    </message>
</context>
<context>
    <name>PhoneControl</name>
    <message>
        <source>The customer on screen is the one to call next.</source>
        <translation>The customer on screen is the one to call next.</translation>
    </message>
    <message>
        <source>Hand the call on</source>
        <translation>Hand the call on</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Queues</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>Colleagues</translation>
    </message>
    <message>
        <source>Nobody is at a desk now, and there is no queue.</source>
        <translation>Nobody is at a desk now, and there is no queue.</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>Missed calls</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Clear the list</translation>
    </message>
    <message>
        <source>not one of your customers</source>
        <translation>not one of your customers</translation>
    </message>
</context>
<context>
    <name>PhonePad</name>
    <message>
        <source>Calls you: {whom}</source>
        <translation>Calls you: {whom}</translation>
    </message>
    <message>
        <source>On hold: {whom}</source>
        <translation>On hold: {whom}</translation>
    </message>
    <message>
        <source>Take this one back; the other waits</source>
        <translation>Take this one back; the other waits</translation>
    </message>
    <message>
        <source>{who}&apos;s call</source>
        <translation>{who}&apos;s call</translation>
    </message>
    <message>
        <source>not one of your customers</source>
        <translation>not one of your customers</translation>
    </message>
</context>
<context>
    <name>PhonePane</name>
    <message>
        <source>Phone and outcome</source>
        <translation>Phone and outcome</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Outcome</translation>
    </message>
</context>
<context>
    <name>PlayerView</name>
    <message>
        <source>Playing</source>
        <translation>Playing</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Stopped</translation>
    </message>
</context>
<context>
    <name>PointsBox</name>
    <message>
        <source>Met</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>Not met</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source>{criterion}, of {count} points</source>
        <translation>{criterion}, of {count} points</translation>
    </message>
</context>
<context>
    <name>Posture</name>
    <message>
        <source>Who takes the disk out of a machine that is not encrypted reads all of it but the vault.</source>
        <translation>Who takes the disk out of a machine that is not encrypted reads all of it but the vault.</translation>
    </message>
    <message>
        <source>Memory that lands in open swap can be read from the disk later.</source>
        <translation>Memory that lands in open swap can be read from the disk later.</translation>
    </message>
    <message>
        <source>The desk itself leaves none; the keyring and other programs, which hold secrets too, may.</source>
        <translation>The desk itself leaves none; the keyring and other programs, which hold secrets too, may.</translation>
    </message>
    <message>
        <source>A program of the same user could read the keyring&apos;s memory; the desk&apos;s own is closed in any case.</source>
        <translation>A program of the same user could read the keyring&apos;s memory; the desk&apos;s own is closed in any case.</translation>
    </message>
    <message>
        <source>A value that is shown lies in it for some seconds.</source>
        <translation>A value that is shown lies in it for some seconds.</translation>
    </message>
    <message>
        <source>What the kernel tells helps whoever attacks it.</source>
        <translation>What the kernel tells helps whoever attacks it.</translation>
    </message>
    <message>
        <source>The desk closes a value when it sees a known program run, and does not see the unknown.</source>
        <translation>The desk closes a value when it sees a known program run, and does not see the unknown.</translation>
    </message>
    <message>
        <source>On X11 no program can keep another from picturing the screen; a value is watermarked, no more.</source>
        <translation>On X11 no program can keep another from picturing the screen; a value is watermarked, no more.</translation>
    </message>
    <message>
        <source>The desk locks when a stick comes, but the system would go on using it.</source>
        <translation>The desk locks when a stick comes, but the system would go on using it.</translation>
    </message>
    <message>
        <source>Without it, a device is used for the moment before other rules shut it.</source>
        <translation>Without it, a device is used for the moment before other rules shut it.</translation>
    </message>
    <message>
        <source>What is mounted can take files away.</source>
        <translation>What is mounted can take files away.</translation>
    </message>
    <message>
        <source>Whatever took the desk over could write and start what the user may.</source>
        <translation>Whatever took the desk over could write and start what the user may.</translation>
    </message>
    <message>
        <source>Whatever took the desk over could write wherever the user may.</source>
        <translation>Whatever took the desk over could write wherever the user may.</translation>
    </message>
    <message>
        <source>What an agent copies would outlive the desk&apos;s own clearing.</source>
        <translation>What an agent copies would outlive the desk&apos;s own clearing.</translation>
    </message>
    <message>
        <source>Other programs can print; the desk itself has no way to.</source>
        <translation>Other programs can print; the desk itself has no way to.</translation>
    </message>
    <message>
        <source>The desk&apos;s key lies in it; without it nobody can work here.</source>
        <translation>The desk&apos;s key lies in it; without it nobody can work here.</translation>
    </message>
    <message>
        <source>Central refuses requests of a desk whose clock is wrong by a minute.</source>
        <translation>Central refuses requests of a desk whose clock is wrong by a minute.</translation>
    </message>
    <message>
        <source>Outside of it a desk sends nothing and shows no card.</source>
        <translation>Outside of it a desk sends nothing and shows no card.</translation>
    </message>
    <message>
        <source>Known holes stay open. How many are missing only the package manager can say.</source>
        <translation>Known holes stay open. How many are missing only the package manager can say.</translation>
    </message>
    <message>
        <source>Install the system on LUKS. A disk that encrypts itself does not show here: then this is known.</source>
        <translation>Install the system on LUKS. A disk that encrypts itself does not show here: then this is known.</translation>
    </message>
    <message>
        <source>Put swap on LUKS or zram, or switch it off: &apos;swapoff -a&apos;, and take it out of /etc/fstab.</source>
        <translation>Put swap on LUKS or zram, or switch it off: &apos;swapoff -a&apos;, and take it out of /etc/fstab.</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/60-veildesk.sysctl.conf to /etc/sysctl.d/ and run &apos;sysctl --system&apos;.</source>
        <translation>Copy build/hardening/linux/60-veildesk.sysctl.conf to /etc/sysctl.d/ and run &apos;sysctl --system&apos;.</translation>
    </message>
    <message>
        <source>Start the desk by its unit, which gives it LimitMEMLOCK=8M; tell your administrator if it stays.</source>
        <translation>Start the desk by its unit, which gives it LimitMEMLOCK=8M; tell your administrator if it stays.</translation>
    </message>
    <message>
        <source>Remove what the work does not need.</source>
        <translation>Remove what the work does not need.</translation>
    </message>
    <message>
        <source>Choose a Wayland session at the system&apos;s login screen.</source>
        <translation>Choose a Wayland session at the system&apos;s login screen.</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/72-veildesk-removable.rules to /etc/udev/rules.d/ and run &apos;udevadm control --reload&apos;.</source>
        <translation>Copy build/hardening/linux/72-veildesk-removable.rules to /etc/udev/rules.d/ and run &apos;udevadm control --reload&apos;.</translation>
    </message>
    <message>
        <source>Install usbguard, copy build/hardening/linux/30-veildesk.conf to /etc/usbguard/rules.d/ and enable it.</source>
        <translation>Install usbguard, copy build/hardening/linux/30-veildesk.conf to /etc/usbguard/rules.d/ and enable it.</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/10-veildesk-no-mounting.rules to /etc/polkit-1/rules.d/.</source>
        <translation>Copy build/hardening/linux/10-veildesk-no-mounting.rules to /etc/polkit-1/rules.d/.</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/veildesk.apparmor to /etc/apparmor.d/veildesk and run &apos;apparmor_parser -r&apos; on it.</source>
        <translation>Copy build/hardening/linux/veildesk.apparmor to /etc/apparmor.d/veildesk and run &apos;apparmor_parser -r&apos; on it.</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/veildesk.service to /etc/systemd/user/ and start the desk with &apos;systemctl --user start veildesk&apos;.</source>
        <translation>Copy build/hardening/linux/veildesk.service to /etc/systemd/user/ and start the desk with &apos;systemctl --user start veildesk&apos;.</translation>
    </message>
    <message>
        <source>Enable the policy Clipboard of build/hardening/windows.</source>
        <translation>Enable the policy Clipboard of build/hardening/windows.</translation>
    </message>
    <message>
        <source>Enable the policy Printing of build/hardening/windows.</source>
        <translation>Enable the policy Printing of build/hardening/windows.</translation>
    </message>
    <message>
        <source>Install gnome-keyring, and sign in to the system with a password.</source>
        <translation>Install gnome-keyring, and sign in to the system with a password.</translation>
    </message>
    <message>
        <source>Switch on systemd-timesyncd or chrony: &apos;timedatectl set-ntp true&apos;.</source>
        <translation>Switch on systemd-timesyncd or chrony: &apos;timedatectl set-ntp true&apos;.</translation>
    </message>
    <message>
        <source>Connect the VPN; docs/operations/vpn.md has ready configurations.</source>
        <translation>Connect the VPN; docs/operations/vpn.md has ready configurations.</translation>
    </message>
    <message>
        <source>Install the system&apos;s updates, and restart.</source>
        <translation>Install the system&apos;s updates, and restart.</translation>
    </message>
    <message>
        <source>Switch BitLocker on for this drive.</source>
        <translation>Switch BitLocker on for this drive.</translation>
    </message>
    <message>
        <source>Switch BitLocker on for the system&apos;s drive, or hibernation off: &apos;powercfg /hibernate off&apos;.</source>
        <translation>Switch BitLocker on for the system&apos;s drive, or hibernation off: &apos;powercfg /hibernate off&apos;.</translation>
    </message>
    <message>
        <source>Enable the policy ErrorReports of build/hardening/windows.</source>
        <translation>Enable the policy ErrorReports of build/hardening/windows.</translation>
    </message>
    <message>
        <source>Switch on the protection of the local security authority (LSA).</source>
        <translation>Switch on the protection of the local security authority (LSA).</translation>
    </message>
    <message>
        <source>Start the desk again; tell your administrator if it stays.</source>
        <translation>Start the desk again; tell your administrator if it stays.</translation>
    </message>
    <message>
        <source>Enable the policy ScreenCapture of build/hardening/windows.</source>
        <translation>Enable the policy ScreenCapture of build/hardening/windows.</translation>
    </message>
    <message>
        <source>Enable the policies RemovableStorage and StorageDrivers of build/hardening/windows.</source>
        <translation>Enable the policies RemovableStorage and StorageDrivers of build/hardening/windows.</translation>
    </message>
    <message>
        <source>Switch the Credential Manager&apos;s service on.</source>
        <translation>Switch the Credential Manager&apos;s service on.</translation>
    </message>
    <message>
        <source>Switch on &apos;Set time automatically&apos; in the settings of Windows.</source>
        <translation>Switch on &apos;Set time automatically&apos; in the settings of Windows.</translation>
    </message>
    <message>
        <source>Unlock it, or sign in to the system with a password.</source>
        <translation>Unlock it, or sign in to the system with a password.</translation>
    </message>
    <message>
        <source>Unlock the keyring or enrol this desk, then look again.</source>
        <translation>Unlock the keyring or enrol this desk, then look again.</translation>
    </message>
    <message>
        <source>Restart this machine.</source>
        <translation>Restart this machine.</translation>
    </message>
    <message>
        <source>Look again from inside the graphical session.</source>
        <translation>Look again from inside the graphical session.</translation>
    </message>
    <message>
        <source>Run &apos;aa-enforce /etc/apparmor.d/veildesk&apos;.</source>
        <translation>Run &apos;aa-enforce /etc/apparmor.d/veildesk&apos;.</translation>
    </message>
    <message>
        <source>Run &apos;veildesk doctor&apos; as administrator once to be sure.</source>
        <translation>Run &apos;veildesk doctor&apos; as administrator once to be sure.</translation>
    </message>
    <message>
        <source>Disk encryption</source>
        <translation>Disk encryption</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Swap</translation>
    </message>
    <message>
        <source>Pictures of dead programs</source>
        <translation>Pictures of dead programs</translation>
    </message>
    <message>
        <source>Debuggers</source>
        <translation>Debuggers</translation>
    </message>
    <message>
        <source>The desk&apos;s memory</source>
        <translation>The desk&apos;s memory</translation>
    </message>
    <message>
        <source>Kernel settings</source>
        <translation>Kernel settings</translation>
    </message>
    <message>
        <source>Screen capture</source>
        <translation>Screen capture</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Screen</translation>
    </message>
    <message>
        <source>Removable storage</source>
        <translation>Removable storage</translation>
    </message>
    <message>
        <source>USBGuard</source>
        <translation>USBGuard</translation>
    </message>
    <message>
        <source>Mounting</source>
        <translation>Mounting</translation>
    </message>
    <message>
        <source>AppArmor</source>
        <translation>AppArmor</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Clipboard history</source>
        <translation>Clipboard history</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>Keyring</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>VPN</source>
        <translation>VPN</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>This cannot be found out from here.</source>
        <translation>This cannot be found out from here.</translation>
    </message>
    <message>
        <source>The disk under this desk is encrypted.</source>
        <translation>The disk under this desk is encrypted.</translation>
    </message>
    <message>
        <source>The desk&apos;s folder lies in memory alone.</source>
        <translation>The desk&apos;s folder lies in memory alone.</translation>
    </message>
    <message>
        <source>No encryption shows on the disk under this desk.</source>
        <translation>No encryption shows on the disk under this desk.</translation>
    </message>
    <message>
        <source>Swap is off.</source>
        <translation>Swap is off.</translation>
    </message>
    <message>
        <source>Swap is encrypted, or stays in memory.</source>
        <translation>Swap is encrypted, or stays in memory.</translation>
    </message>
    <message>
        <source>Swap is written to disk as it is ({names}).</source>
        <translation>Swap is written to disk as it is ({names}).</translation>
    </message>
    <message>
        <source>This machine may hibernate on a disk that is not encrypted.</source>
        <translation>This machine may hibernate on a disk that is not encrypted.</translation>
    </message>
    <message>
        <source>A program that dies leaves no picture of its memory.</source>
        <translation>A program that dies leaves no picture of its memory.</translation>
    </message>
    <message>
        <source>A program that dies may leave its memory in a file.</source>
        <translation>A program that dies may leave its memory in a file.</translation>
    </message>
    <message>
        <source>Only administrators can debug other programs.</source>
        <translation>Only administrators can debug other programs.</translation>
    </message>
    <message>
        <source>Programs may look into the memory of others.</source>
        <translation>Programs may look into the memory of others.</translation>
    </message>
    <message>
        <source>It is closed to other programs, and kept out of swap.</source>
        <translation>It is closed to other programs, and kept out of swap.</translation>
    </message>
    <message>
        <source>It could not be closed to other programs.</source>
        <translation>It could not be closed to other programs.</translation>
    </message>
    <message>
        <source>It could not be kept out of swap.</source>
        <translation>It could not be kept out of swap.</translation>
    </message>
    <message>
        <source>The kernel&apos;s messages and addresses are not for everybody.</source>
        <translation>The kernel&apos;s messages and addresses are not for everybody.</translation>
    </message>
    <message>
        <source>The kernel tells everybody too much ({names}).</source>
        <translation>The kernel tells everybody too much ({names}).</translation>
    </message>
    <message>
        <source>No program that is known to picture the screen is installed.</source>
        <translation>No program that is known to picture the screen is installed.</translation>
    </message>
    <message>
        <source>What can picture the screen is installed ({names}).</source>
        <translation>What can picture the screen is installed ({names}).</translation>
    </message>
    <message>
        <source>Wayland: programs do not see each other&apos;s windows.</source>
        <translation>Wayland: programs do not see each other&apos;s windows.</translation>
    </message>
    <message>
        <source>Windows leaves this desk&apos;s windows out of pictures.</source>
        <translation>Windows leaves this desk&apos;s windows out of pictures.</translation>
    </message>
    <message>
        <source>Windows shows this desk&apos;s windows black in pictures.</source>
        <translation>Windows shows this desk&apos;s windows black in pictures.</translation>
    </message>
    <message>
        <source>X11: every program sees the whole screen.</source>
        <translation>X11: every program sees the whole screen.</translation>
    </message>
    <message>
        <source>There is no screen here to be judged.</source>
        <translation>There is no screen here to be judged.</translation>
    </message>
    <message>
        <source>Removable storage is shut as soon as it is plugged in.</source>
        <translation>Removable storage is shut as soon as it is plugged in.</translation>
    </message>
    <message>
        <source>Removable storage works on this machine.</source>
        <translation>Removable storage works on this machine.</translation>
    </message>
    <message>
        <source>The rules against removable storage were changed ({names}).</source>
        <translation>The rules against removable storage were changed ({names}).</translation>
    </message>
    <message>
        <source>USBGuard lets in what is on its list, and nothing else.</source>
        <translation>USBGuard lets in what is on its list, and nothing else.</translation>
    </message>
    <message>
        <source>USBGuard runs; its rules are closed to this user.</source>
        <translation>USBGuard runs; its rules are closed to this user.</translation>
    </message>
    <message>
        <source>USBGuard runs without Veildesk&apos;s rules.</source>
        <translation>USBGuard runs without Veildesk&apos;s rules.</translation>
    </message>
    <message>
        <source>USBGuard does not run.</source>
        <translation>USBGuard does not run.</translation>
    </message>
    <message>
        <source>Whoever sits here may not mount disks.</source>
        <translation>Whoever sits here may not mount disks.</translation>
    </message>
    <message>
        <source>Mounting a disk asks for an administrator.</source>
        <translation>Mounting a disk asks for an administrator.</translation>
    </message>
    <message>
        <source>Whoever sits here may mount disks.</source>
        <translation>Whoever sits here may mount disks.</translation>
    </message>
    <message>
        <source>There is no service here that mounts disks for users.</source>
        <translation>There is no service here that mounts disks for users.</translation>
    </message>
    <message>
        <source>The desk runs under its AppArmor profile.</source>
        <translation>The desk runs under its AppArmor profile.</translation>
    </message>
    <message>
        <source>The desk&apos;s AppArmor profile complains, and stops nothing.</source>
        <translation>The desk&apos;s AppArmor profile complains, and stops nothing.</translation>
    </message>
    <message>
        <source>The desk runs under no AppArmor profile of its own.</source>
        <translation>The desk runs under no AppArmor profile of its own.</translation>
    </message>
    <message>
        <source>The desk runs in the sandbox of its systemd unit.</source>
        <translation>The desk runs in the sandbox of its systemd unit.</translation>
    </message>
    <message>
        <source>The desk was started past its sandbox.</source>
        <translation>The desk was started past its sandbox.</translation>
    </message>
    <message>
        <source>Windows keeps no history of the clipboard.</source>
        <translation>Windows keeps no history of the clipboard.</translation>
    </message>
    <message>
        <source>Windows may keep what is copied, here or in the cloud.</source>
        <translation>Windows may keep what is copied, here or in the cloud.</translation>
    </message>
    <message>
        <source>The print service is off.</source>
        <translation>The print service is off.</translation>
    </message>
    <message>
        <source>The print service runs.</source>
        <translation>The print service runs.</translation>
    </message>
    <message>
        <source>The keyring is open, and keeps what it is given.</source>
        <translation>The keyring is open, and keeps what it is given.</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>The keyring is locked.</translation>
    </message>
    <message>
        <source>The keyring forgets everything when the session ends.</source>
        <translation>The keyring forgets everything when the session ends.</translation>
    </message>
    <message>
        <source>There is no keyring.</source>
        <translation>There is no keyring.</translation>
    </message>
    <message>
        <source>The clock is kept in step.</source>
        <translation>The clock is kept in step.</translation>
    </message>
    <message>
        <source>Nobody keeps the clock in step.</source>
        <translation>Nobody keeps the clock in step.</translation>
    </message>
    <message>
        <source>The way to Central leads through the VPN ({names}).</source>
        <translation>The way to Central leads through the VPN ({names}).</translation>
    </message>
    <message>
        <source>Policy asks for no VPN.</source>
        <translation>Policy asks for no VPN.</translation>
    </message>
    <message>
        <source>The way to Central does not lead through the VPN ({names}).</source>
        <translation>The way to Central does not lead through the VPN ({names}).</translation>
    </message>
    <message>
        <source>This desk is not enrolled, or its keyring is locked.</source>
        <translation>This desk is not enrolled, or its keyring is locked.</translation>
    </message>
    <message>
        <source>Programs were last changed {names} days ago.</source>
        <translation>Programs were last changed {names} days ago.</translation>
    </message>
    <message>
        <source>Nothing was updated for {names} days.</source>
        <translation>Nothing was updated for {names} days.</translation>
    </message>
    <message>
        <source>Updates wait for a restart.</source>
        <translation>Updates wait for a restart.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Applies at once, to this desk only.</source>
        <translation>Applies at once, to this desk only.</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Your password</source>
        <translation>Your password</translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation>Authenticator code</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>QualityMark</name>
    <message>
        <source>{lost} % lost, jitter {jitter} ms</source>
        <translation>{lost} % lost, jitter {jitter} ms</translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>Queue</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Customers to call</source>
        <translation>Customers to call</translation>
    </message>
    <message>
        <source>Opening your queue…</source>
        <translation>Opening your queue...</translation>
    </message>
    <message>
        <source>Nobody in your queue fits this search.</source>
        <translation>Nobody in your queue fits this search.</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>Show everybody</translation>
    </message>
    <message>
        <source>Your customers are on their way from Central.</source>
        <translation>Your customers are on their way from Central.</translation>
    </message>
    <message>
        <source>No customers are assigned to you.</source>
        <translation>No customers are assigned to you.</translation>
    </message>
    <message>
        <source>Once somebody assigns them, they appear here by themselves.</source>
        <translation>Once somebody assigns them, they appear here by themselves.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Queue</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Desks</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>Inspection</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacy</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>its certificate is out of date, or this desk&apos;s clock is wrong</source>
        <translation>its certificate is out of date, or this desk&apos;s clock is wrong</translation>
    </message>
    <message>
        <source>its certificate is not valid yet, or this desk&apos;s clock is wrong</source>
        <translation>its certificate is not valid yet, or this desk&apos;s clock is wrong</translation>
    </message>
    <message>
        <source>its certificate is for another name</source>
        <translation>its certificate is for another name</translation>
    </message>
    <message>
        <source>its certificate is for another address</source>
        <translation>its certificate is for another address</translation>
    </message>
    <message>
        <source>its certificate is not from our own authority</source>
        <translation>its certificate is not from our own authority</translation>
    </message>
    <message>
        <source>it does not speak TLS 1.3 as ours does</source>
        <translation>it does not speak TLS 1.3 as ours does</translation>
    </message>
    <message>
        <source>its key is too weak</source>
        <translation>its key is too weak</translation>
    </message>
    <message>
        <source>its signature is too weak</source>
        <translation>its signature is too weak</translation>
    </message>
    <message>
        <source>its certificate was revoked</source>
        <translation>its certificate was revoked</translation>
    </message>
    <message>
        <source>it does not ask for this desk&apos;s certificate</source>
        <translation>it does not ask for this desk&apos;s certificate</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>the disk is full</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>it is read-only</translation>
    </message>
    <message>
        <source>the file does not open</source>
        <translation>the file does not open</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>the disk reports an error</translation>
    </message>
    <message>
        <source>the file does not open for writing</source>
        <translation>the file does not open for writing</translation>
    </message>
    <message>
        <source>it is busy</source>
        <translation>it is busy</translation>
    </message>
    <message>
        <source>the database does not answer</source>
        <translation>the database does not answer</translation>
    </message>
    <message>
        <source>permission is missing</source>
        <translation>permission is missing</translation>
    </message>
    <message>
        <source>the disk takes no large files</source>
        <translation>the disk takes no large files</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>no space left on device</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>permission denied</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>read-only file system</translation>
    </message>
    <message>
        <source>a page is not as it was written</source>
        <translation>a page is not as it was written</translation>
    </message>
    <message>
        <source>its first page does not open</source>
        <translation>its first page does not open</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>it ends too early</translation>
    </message>
    <message>
        <source>its header is missing</source>
        <translation>its header is missing</translation>
    </message>
    <message>
        <source>its header was changed</source>
        <translation>its header was changed</translation>
    </message>
    <message>
        <source>its database is not a vault&apos;s</source>
        <translation>its database is not a vault&apos;s</translation>
    </message>
    <message>
        <source>its header cannot be read</source>
        <translation>its header cannot be read</translation>
    </message>
    <message>
        <source>its database is missing</source>
        <translation>its database is missing</translation>
    </message>
    <message>
        <source>the journal is gone</source>
        <translation>the journal is gone</translation>
    </message>
    <message>
        <source>the journal is empty</source>
        <translation>the journal is empty</translation>
    </message>
    <message>
        <source>the journal names no desk</source>
        <translation>the journal names no desk</translation>
    </message>
    <message>
        <source>an event in the journal cannot be read</source>
        <translation>an event in the journal cannot be read</translation>
    </message>
    <message>
        <source>none is installed</source>
        <translation>none is installed</translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation>it is locked</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>it does not answer</translation>
    </message>
    <message>
        <source>it does not keep what it is given</source>
        <translation>it does not keep what it is given</translation>
    </message>
    <message>
        <source>the keyring&apos;s entry is not ours</source>
        <translation>the keyring&apos;s entry is not ours</translation>
    </message>
    <message>
        <source>the desk&apos;s key is of another kind</source>
        <translation>the desk&apos;s key is of another kind</translation>
    </message>
    <message>
        <source>the desk&apos;s key does not open</source>
        <translation>the desk&apos;s key does not open</translation>
    </message>
    <message>
        <source>the desk&apos;s certificate is missing</source>
        <translation>the desk&apos;s certificate is missing</translation>
    </message>
    <message>
        <source>the desk&apos;s identity cannot be read</source>
        <translation>the desk&apos;s identity cannot be read</translation>
    </message>
    <message>
        <source>the list of revoked certificates cannot be read</source>
        <translation>the list of revoked certificates cannot be read</translation>
    </message>
    <message>
        <source>Central&apos;s address is not https://host:port</source>
        <translation>Central&apos;s address is not https://host:port</translation>
    </message>
    <message>
        <source>the path is not Central&apos;s</source>
        <translation>the path is not Central&apos;s</translation>
    </message>
    <message>
        <source>somebody is signed in</source>
        <translation>somebody is signed in</translation>
    </message>
    <message>
        <source>somebody else is signed in</source>
        <translation>somebody else is signed in</translation>
    </message>
    <message>
        <source>a reason has 2 to 200 characters</source>
        <translation>a reason has 2 to 200 characters</translation>
    </message>
    <message>
        <source>a desk&apos;s name has 1 to 64 characters</source>
        <translation>a desk&apos;s name has 1 to 64 characters</translation>
    </message>
    <message>
        <source>a refusal needs a note of at most 500 characters</source>
        <translation>a refusal needs a note of at most 500 characters</translation>
    </message>
    <message>
        <source>a callback needs a time, and only a callback has one</source>
        <translation>a callback needs a time, and only a callback has one</translation>
    </message>
    <message>
        <source>the callback&apos;s time is not one</source>
        <translation>the callback&apos;s time is not one</translation>
    </message>
    <message>
        <source>the callback&apos;s time is over already</source>
        <translation>the callback&apos;s time is over already</translation>
    </message>
    <message>
        <source>this customer must not be called</source>
        <translation>this customer must not be called</translation>
    </message>
    <message>
        <source>a signature line cannot be read</source>
        <translation>a signature line cannot be read</translation>
    </message>
    <message>
        <source>an empty log has another root</source>
        <translation>an empty log has another root</translation>
    </message>
    <message>
        <source>it is another log&apos;s</source>
        <translation>it is another log&apos;s</translation>
    </message>
    <message>
        <source>it is not a checkpoint</source>
        <translation>it is not a checkpoint</translation>
    </message>
    <message>
        <source>it is not a signed note</source>
        <translation>it is not a signed note</translation>
    </message>
    <message>
        <source>it is not signed by the log</source>
        <translation>it is not signed by the log</translation>
    </message>
    <message>
        <source>its root is not base64</source>
        <translation>its root is not base64</translation>
    </message>
    <message>
        <source>that is not a key for notes</source>
        <translation>that is not a key for notes</translation>
    </message>
    <message>
        <source>the checkpoint in the journal cannot be read</source>
        <translation>the checkpoint in the journal cannot be read</translation>
    </message>
    <message>
        <source>the key&apos;s parts do not belong together</source>
        <translation>the key&apos;s parts do not belong together</translation>
    </message>
    <message>
        <source>the log&apos;s signature does not hold</source>
        <translation>the log&apos;s signature does not hold</translation>
    </message>
    <message>
        <source>the ticket is another Central&apos;s</source>
        <translation>the ticket is another Central&apos;s</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>{name}, {team}, at {desk}</source>
        <translation>{name}, {team}, at {desk}</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>Whom</translation>
    </message>
    <message>
        <source>Which field</source>
        <translation>Which field</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>How often today</source>
        <translation>How often today</translation>
    </message>
    <message numerus="yes">
        <source>%n reveal(s)</source>
        <translation>
            <numerusform>%n reveal</numerusform>
            <numerusform>%n reveals</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message>
        <source>Note for the record; a refusal says why</source>
        <translation>Note for the record; a refusal says why</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>Note for the record</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Your password</translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation>Authenticator code</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>{m}:{s} left</source>
        <translation>{m}:{s} left</translation>
    </message>
</context>
<context>
    <name>ResultDialog</name>
    <message>
        <source>Inspection of {number}, {who}</source>
        <translation>Inspection of {number}, {who}</translation>
    </message>
    <message>
        <source>a call that came in</source>
        <translation>a call that came in</translation>
    </message>
    <message>
        <source>By {who}, {moment}, version {version}</source>
        <translation>By {who}, {moment}, version {version}</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>Send the answer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Score: {score}</source>
        <translation>Score: {score}</translation>
    </message>
    <message>
        <source>Marks in the recording</source>
        <translation>Marks in the recording</translation>
    </message>
    <message>
        <source>The inspector&apos;s note</source>
        <translation>The inspector&apos;s note</translation>
    </message>
    <message>
        <source>The result</source>
        <translation>The result</translation>
    </message>
    <message>
        <source>The agent&apos;s answer, {moment}</source>
        <translation>The agent&apos;s answer, {moment}</translation>
    </message>
    <message>
        <source>Do you see it otherwise? Answer once; the inspector and your supervisors read it.</source>
        <translation>Do you see it otherwise? Answer once; the inspector and your supervisors read it.</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Your answer</translation>
    </message>
    <message>
        <source>What the inspector should hear or know. Numbers are masked.</source>
        <translation>What the inspector should hear or know. Numbers are masked.</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Results of inspections</source>
        <translation>Results of inspections</translation>
    </message>
    <message>
        <source>What inspectors found in the calls of your teams. That you look is on record.</source>
        <translation>What inspectors found in the calls of your teams. That you look is on record.</translation>
    </message>
    <message>
        <source>What inspectors found in your calls. You may answer each once; your supervisors see it too.</source>
        <translation>What inspectors found in your calls. You may answer each once; your supervisors see it too.</translation>
    </message>
    <message>
        <source>Inspected</source>
        <translation>Inspected</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaign</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspector</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Older results</source>
        <translation>Older results</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Name or username</source>
        <translation>Name or username</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Last 90 days</translation>
    </message>
    <message>
        <source>No call was inspected in this time</source>
        <translation>No call was inspected in this time</translation>
    </message>
    <message>
        <source>Widen the time; a new result is told on this desk.</source>
        <translation>Widen the time; a new result is told on this desk.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
</context>
<context>
    <name>RevealDialog</name>
    <message>
        <source>See one value</source>
        <translation>See one value</translation>
    </message>
    <message>
        <source>Shown for a few seconds, to you alone. The request, the reason and the time are recorded.</source>
        <translation>Shown for a few seconds, to you alone. The request, the reason and the time are recorded.</translation>
    </message>
    <message>
        <source>The value will appear here.</source>
        <translation>The value will appear here.</translation>
    </message>
    <message>
        <source>Asking Central…</source>
        <translation>Asking Central...</translation>
    </message>
    <message>
        <source>Not shown. It is used up and recorded as {number}; ask again.</source>
        <translation>Not shown. It is used up and recorded as {number}; ask again.</translation>
    </message>
    <message numerus="yes">
        <source>Shown for %n second(s). Recorded as {number}.</source>
        <translation>
            <numerusform>Shown for %n second. Recorded as {number}.</numerusform>
            <numerusform>Shown for %n seconds. Recorded as {number}.</numerusform>
        </translation>
    </message>
    <message>
        <source>You withdrew {number}.</source>
        <translation>You withdrew {number}.</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>no reason was given</translation>
    </message>
    <message>
        <source>{number} was refused: {note}</source>
        <translation>{number} was refused: {note}</translation>
    </message>
    <message>
        <source>{number} is over: nobody decided in time.</source>
        <translation>{number} is over: nobody decided in time.</translation>
    </message>
</context>
<context>
    <name>RevealForm</name>
    <message>
        <source>Which field</source>
        <translation>Which field</translation>
    </message>
    <message>
        <source>For what</source>
        <translation>For what</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Prove it is you</source>
        <translation>Prove it is you</translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation>Authenticator code</translation>
    </message>
    <message>
        <source>e.g. the customer asks which number we have</source>
        <translation>e.g. the customer asks which number we have</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Your password</translation>
    </message>
    <message>
        <source>Open alone, in an emergency: security is alerted at once</source>
        <translation>Open alone, in an emergency: security is alerted at once</translation>
    </message>
    <message>
        <source>Ask to see it</source>
        <translation>Ask to see it</translation>
    </message>
</context>
<context>
    <name>RevealStage</name>
    <message>
        <source>{number} waits for approval</source>
        <translation>{number} waits for approval</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Can decide now: {names}</source>
        <translation>Can decide now: {names}</translation>
    </message>
    <message>
        <source>Nobody who could decide is signed in at the moment.</source>
        <translation>Nobody who could decide is signed in at the moment.</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>Withdraw the request</translation>
    </message>
    <message>
        <source>Central cannot be reached just now. The request still waits there.</source>
        <translation>Central cannot be reached just now. The request still waits there.</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RolePage</name>
    <message>
        <source>Customers&apos; requests and retention are not part of this version yet.</source>
        <translation>Customers&apos; requests and retention are not part of this version yet.</translation>
    </message>
    <message>
        <source>Requests to see, correct, delete and withdraw, and their due days, will be here. Until then, security can search the record of who saw what for you.</source>
        <translation>Requests to see, correct, delete and withdraw, and their due days, will be here. Until then, security can search the record of who saw what for you.</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>Lock the desk</translation>
    </message>
</context>
<context>
    <name>ScoreForm</name>
    <message>
        <source>Note for the agent</source>
        <translation>Note for the agent</translation>
    </message>
    <message>
        <source>What was good, what should be otherwise. Numbers are masked.</source>
        <translation>What was good, what should be otherwise. Numbers are masked.</translation>
    </message>
    <message>
        <source>Record the inspection</source>
        <translation>Record the inspection</translation>
    </message>
    <message>
        <source>Marks in the recording</source>
        <translation>Marks in the recording</translation>
    </message>
    <message numerus="yes">
        <source>%n to be judged</source>
        <translation>
            <numerusform>%n to be judged</numerusform>
            <numerusform>%n to be judged</numerusform>
        </translation>
    </message>
    <message>
        <source>of 100</source>
        <translation>of 100</translation>
    </message>
</context>
<context>
    <name>ScriptSteps</name>
    <message>
        <source>Yes, agrees</source>
        <translation>Yes, agrees</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Customer&apos;s answer: {word}</source>
        <translation>Customer&apos;s answer: {word}</translation>
    </message>
</context>
<context>
    <name>SecretView</name>
    <message>
        <source>No value is shown</source>
        <translation>No value is shown</translation>
    </message>
    <message numerus="yes">
        <source>Hidden value, %n character(s)</source>
        <translation>
            <numerusform>Hidden value, %n character</numerusform>
            <numerusform>Hidden value, %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Every act at this desk is recorded under your name.</source>
        <translation>Every act at this desk is recorded under your name.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Code from your authenticator</source>
        <translation>Code from your authenticator</translation>
    </message>
    <message>
        <source>Work offline, with the cards of the last sync</source>
        <translation>Work offline, with the cards of the last sync</translation>
    </message>
</context>
<context>
    <name>SignInWindow</name>
    <message>
        <source>This desk is enrolled. Sign in to begin.</source>
        <translation>This desk is enrolled. Sign in to begin.</translation>
    </message>
</context>
<context>
    <name>SoundDialog</name>
    <message>
        <source>Sound</source>
        <translation>Sound</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Headphones</source>
        <translation>Headphones</translation>
    </message>
    <message>
        <source>Rings through</source>
        <translation>Rings through</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>This computer</translation>
    </message>
    <message>
        <source>Calls run over</source>
        <translation>Calls run over</translation>
    </message>
    <message>
        <source>How loud the microphone is</source>
        <translation>How loud the microphone is</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>The telephone on your table ({extension})</source>
        <translation>The telephone on your table ({extension})</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>None found</translation>
    </message>
    <message>
        <source>Calls ring at your telephone; you speak and hear there, and use its own keys.</source>
        <translation>Calls ring at your telephone; you speak and hear there, and use its own keys.</translation>
    </message>
    <message>
        <source>This computer has no call engine; calls run over the telephone on your table.</source>
        <translation>This computer has no call engine; calls run over the telephone on your table.</translation>
    </message>
    <message>
        <source>No microphone found. Plug in a headset; it is listed here by itself.</source>
        <translation>No microphone found. Plug in a headset; it is listed here by itself.</translation>
    </message>
    <message>
        <source>A call is on: what you choose counts at once, the test waits until it is over.</source>
        <translation>A call is on: what you choose counts at once, the test waits until it is over.</translation>
    </message>
    <message>
        <source>Speak as to a customer: the bar should reach about two thirds.</source>
        <translation>Speak as to a customer: the bar should reach about two thirds.</translation>
    </message>
    <message>
        <source>The test opens the microphone on this desk only. Nothing is recorded or sent.</source>
        <translation>The test opens the microphone on this desk only. Nothing is recorded or sent.</translation>
    </message>
    <message>
        <source>End the test</source>
        <translation>End the test</translation>
    </message>
    <message>
        <source>Test the microphone</source>
        <translation>Test the microphone</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>My inspections  (Ctrl+R)</source>
        <translation>My inspections  (Ctrl+R)</translation>
    </message>
    <message>
        <source>Keys  (?)</source>
        <translation>Keys  (?)</translation>
    </message>
    <message>
        <source>Preferences  (Ctrl+,)</source>
        <translation>Preferences  (Ctrl+,)</translation>
    </message>
    <message>
        <source>Lock  (Ctrl+L)</source>
        <translation>Lock  (Ctrl+L)</translation>
    </message>
    <message>
        <source>Sign out  (Ctrl+Shift+Q)</source>
        <translation>Sign out  (Ctrl+Shift+Q)</translation>
    </message>
    <message>
        <source>Synced {ago}</source>
        <translation>Synced {ago}</translation>
    </message>
    <message>
        <source>The last answer from Central</source>
        <translation>The last answer from Central</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Not synced yet</translation>
    </message>
    <message>
        <source>What you did that Central has not confirmed yet. It is safe on this desk.</source>
        <translation>What you did that Central has not confirmed yet. It is safe on this desk.</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} waiting</translation>
    </message>
    <message>
        <source>0 waiting</source>
        <translation>0 waiting</translation>
    </message>
    <message>
        <source>Signed in: {words}</source>
        <translation>Signed in: {words}</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>Central</translation>
    </message>
    <message>
        <source>Central {count} ms</source>
        <translation>Central {count} ms</translation>
    </message>
    <message>
        <source>Connected, over TLS 1.3</source>
        <translation>Connected, over TLS 1.3</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connecting...</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Work goes on; it is kept here and sent later</source>
        <translation>Work goes on; it is kept here and sent later</translation>
    </message>
    <message>
        <source>Not our Central</source>
        <translation>Not our Central</translation>
    </message>
    <message>
        <source>Something else answers in its place; nothing is sent</source>
        <translation>Something else answers in its place; nothing is sent</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Central answers and refuses this desk</source>
        <translation>Central answers and refuses this desk</translation>
    </message>
    <message>
        <source>VPN missing</source>
        <translation>VPN missing</translation>
    </message>
    <message>
        <source>Nothing is sent until the VPN is back</source>
        <translation>Nothing is sent until the VPN is back</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>This machine</translation>
    </message>
    <message>
        <source>Central runs on this machine</source>
        <translation>Central runs on this machine</translation>
    </message>
    <message>
        <source>VPN {name}</source>
        <translation>VPN {name}</translation>
    </message>
    <message>
        <source>The way to Central goes through a tunnel</source>
        <translation>The way to Central goes through a tunnel</translation>
    </message>
    <message>
        <source>No VPN: {name}</source>
        <translation>No VPN: {name}</translation>
    </message>
    <message>
        <source>The way to Central does not go through a tunnel; TLS 1.3 still protects it</source>
        <translation>The way to Central does not go through a tunnel; TLS 1.3 still protects it</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>No network</translation>
    </message>
    <message>
        <source>No way leads to Central now</source>
        <translation>No way leads to Central now</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Choose a row first.</source>
        <translation>Choose a row first.</translation>
    </message>
    <message>
        <source>Asking Central…</source>
        <translation>Asking Central...</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>You listen to {who}&apos;s call. {who} sees that you do, and why you did stands on record.</source>
        <translation>You listen to {who}&apos;s call. {who} sees that you do, and why you did stands on record.</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Why you listen, for the record</source>
        <translation>Why you listen, for the record</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>Calls today</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>Talk time</translation>
    </message>
    <message>
        <source>Outcomes today</source>
        <translation>Outcomes today</translation>
    </message>
    <message>
        <source>I am coming</source>
        <translation>I am coming</translation>
    </message>
    <message>
        <source>Join the call</source>
        <translation>Join the call</translation>
    </message>
    <message>
        <source>Listen in…</source>
        <translation>Listen in...</translation>
    </message>
    <message>
        <source>Open once somebody wants help in a call.</source>
        <translation>Open once somebody wants help in a call.</translation>
    </message>
    <message>
        <source>Open in a call whose customer said yes to it, where your company allows it.</source>
        <translation>Open in a call whose customer said yes to it, where your company allows it.</translation>
    </message>
    <message>
        <source>Nobody is in your team</source>
        <translation>Nobody is in your team</translation>
    </message>
    <message>
        <source>Your administrator puts people into teams.</source>
        <translation>Your administrator puts people into teams.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>What your people do now, and did today.</source>
        <translation>What your people do now, and did today.</translation>
    </message>
    <message>
        <source>{name} is told that you come.</source>
        <translation>{name} is told that you come.</translation>
    </message>
</context>
<context>
    <name>TeamWords</name>
    <message>
        <source>You help</source>
        <translation>You help</translation>
    </message>
    <message>
        <source>Wants help</source>
        <translation>Wants help</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>Dialling</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>In a call</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>After the call</source>
        <translation>After the call</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>Desk locked</source>
        <translation>Desk locked</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Away</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Not signed in</translation>
    </message>
    <message>
        <source>Paused: {reason}</source>
        <translation>Paused: {reason}</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>Everything of {username} on this desk is erased for ever. Go on? [y/N] </source>
        <translation>Everything of {username} on this desk is erased for ever. Go on? [y/N] </translation>
    </message>
    <message>
        <source>Nothing was erased.</source>
        <translation>Nothing was erased.</translation>
    </message>
    <message>
        <source>Erased: keys destroyed: {keys}, files overwritten {passes} times: {files}, {octets} bytes.</source>
        <translation>Erased: keys destroyed: {keys}, files overwritten {passes} times: {files}, {octets} bytes.</translation>
    </message>
    <message>
        <source>Its record waits on this desk. Open the desk once, connected to Central.</source>
        <translation>Its record waits on this desk. Open the desk once, connected to Central.</translation>
    </message>
    <message>
        <source>Written to {file}: {events} delivered events, {receipts} receipts, {evidence} pieces of evidence.</source>
        <translation>Written to {file}: {events} delivered events, {receipts} receipts, {evidence} pieces of evidence.</translation>
    </message>
    <message>
        <source>Paste the ticket, then press Enter: </source>
        <translation>Paste the ticket, then press Enter: </translation>
    </message>
    <message>
        <source>{desk} is enrolled again, until {day}. What waits is sent once the desk is open.</source>
        <translation>{desk} is enrolled again, until {day}. What waits is sent once the desk is open.</translation>
    </message>
    <message>
        <source>Nobody called {username} has worked on this desk, so nothing was erased. Those who have: {people}.</source>
        <translation>Nobody called {username} has worked on this desk, so nothing was erased. Those who have: {people}.</translation>
    </message>
</context>
<context>
    <name>TicketPanel</name>
    <message>
        <source>Ticket for {name}</source>
        <translation>Ticket for {name}</translation>
    </message>
    <message>
        <source>Shown once. Paste it on the new desk before {time}.</source>
        <translation>Shown once. Paste it on the new desk before {time}.</translation>
    </message>
    <message>
        <source>Enrolment ticket</source>
        <translation>Enrolment ticket</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copied</translation>
    </message>
</context>
<context>
    <name>TrailView</name>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>The call&apos;s trail</source>
        <translation>The call&apos;s trail</translation>
    </message>
</context>
<context>
    <name>VpnPage</name>
    <message>
        <source>The VPN is missing</source>
        <translation>The VPN is missing</translation>
    </message>
    <message>
        <source>No card is shown and nothing is sent. What you did is kept on this desk and sent later.</source>
        <translation>No card is shown and nothing is sent. What you did is kept on this desk and sent later.</translation>
    </message>
    <message>
        <source>Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator.</source>
        <translation>Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>No network leads to Central.</source>
        <translation>No network leads to Central.</translation>
    </message>
    <message>
        <source>The way to Central leads over {name}, which is no VPN.</source>
        <translation>The way to Central leads over {name}, which is no VPN.</translation>
    </message>
    <message>
        <source>The way to Central leads over {name}, a tunnel that policy does not allow.</source>
        <translation>The way to Central leads over {name}, a tunnel that policy does not allow.</translation>
    </message>
    <message>
        <source>Central runs on this machine, which policy does not allow.</source>
        <translation>Central runs on this machine, which policy does not allow.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>Callback</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>Do not call</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Not sent yet</translation>
    </message>
    <message>
        <source>Due now</source>
        <translation>Due now</translation>
    </message>
    <message>
        <source>Later today</source>
        <translation>Later today</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>Another day</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Interested</source>
        <translation>Interested</translation>
    </message>
    <message>
        <source>Not interested</source>
        <translation>Not interested</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Call back</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Busy</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>Wrong number</translation>
    </message>
    <message>
        <source>No more calls</source>
        <translation>No more calls</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>Mobile</translation>
    </message>
    <message>
        <source>Landline</source>
        <translation>Landline</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>Bank card</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Number plate</source>
        <translation>Number plate</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>WeChat</translation>
    </message>
    <message>
        <source>QQ</source>
        <translation>QQ</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspector</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>Privacy officer</source>
        <translation>Privacy officer</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Recorded: {word}. Next is {name}; Enter opens the card.</source>
        <translation>Recorded: {word}. Next is {name}; Enter opens the card.</translation>
    </message>
    <message>
        <source>Recorded: {word}.</source>
        <translation>Recorded: {word}.</translation>
    </message>
</context>
</TS>
