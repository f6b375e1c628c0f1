<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each of these needs somebody&apos;s judgement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts appear here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>Approvals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An agent waits for each of these. What you answer is recorded under your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New requests appear here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} approved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} refused.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallbackField</name>
    <message>
        <source>Call back at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In 1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tomorrow 10:00</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Choose a customer from the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move, Enter opens. Opening a card is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This customer must not be called. The card is kept for the record only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This campaign has no script yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Clock</name>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} min ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central has not been heard for long: this desk locks in {count} min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You signed in without Central. Sign in again to send and to receive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central has not been heard for {count} s. What you see may be out of date.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DemoNote</name>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who can sign in to this demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this window to end the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Veildesk demo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Desks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every desk that may speak to Central, and those that may no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticket for a new desk…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrolment ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No desk is enrolled yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is the desk called?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ticket for {name}, 15 minutes, one use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the ticket below to the new desk; it is shown once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is shut out at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>Enrol this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your administrator for an enrolment ticket. It works once, within 15 minutes of being made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk is called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VEILDESK1.… (paste the whole ticket)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorTexts</name>
    <message>
        <source>The request is not one that Central understands: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request is larger than {limit} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it in smaller parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data changed on its way: its SHA-256 does not match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is sent again by itself; if this repeats, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request does not carry a valid signature of an enrolled device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrol this desk again if it keeps happening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This request has been seen before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not carried out a second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk&apos;s clock differs from Central&apos;s by {seconds} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central refuses requests that are not of this minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the clock to automatic and try again; Central&apos;s time is {central}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing here that you may see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check what you were looking for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This address does not take that kind of request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the interface description.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many requests in a short time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This one was not carried out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait {seconds} seconds and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk is not allowed to work with Central.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was revoked or never enrolled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your administrator to enrol it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk is frozen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its record of events does not fit Central&apos;s, so nobody can work on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call security; they decide how to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The enrolment ticket is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was used already, or its 15 minutes are over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your administrator for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an enrolment ticket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desk is not enrolled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole ticket, from VEILDESK1 to its last character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk is not enrolled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot speak to Central.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrol it with a ticket from your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name, password or code is not right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check all three and try again; five wrong tries lock the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five proofs in a row were wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your administrator to unlock it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is frozen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security stopped it; your work so far is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call security.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your session has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you did is safe on this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your session is locked after a while without work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This act needs a fresh proof that it is you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proof that it is you was not right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The act was not carried out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again with care; five wrong tries lock the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The try is on record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask somebody whose role it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You still have the first password that was made for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing else is open until you choose your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a password now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This field is not revealed to your role for this purpose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value stays hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work with the masked value, or ask your supervisor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request is over: nobody decided, or the value was not collected in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again if you still need it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value was collected already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is given out once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request has not been decided yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for the decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sealed value does not open on this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not meant for this request, or it was changed on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again; if this repeats, tell security.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today&apos;s {limit} reveals are used up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your supervisor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveals are open from {opens} to {closes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again within these hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s consent for this purpose is missing or withdrawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not call; choose another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The campaign does not list this purpose for this field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the purposes that the campaign lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody decides a request of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request still waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another supervisor has to decide it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A request is not decided on the desk that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide it on your own desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This request has been decided already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first answer counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events are missing before this batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not taken; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send on from event {next_seq}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event {seq} is already on record with other content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both versions are kept and the desk is frozen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch of events is not whole: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is sent again; if this repeats, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central&apos;s receipt for the events does not hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stay on this desk as not delivered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell security: the trail must be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on with the cards on this desk; what you do is kept and sent later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network and the VPN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central has not answered in {seconds} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether the act was carried out; it is asked again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers is not our Central: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not work on this network; tell security.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central&apos;s answer makes no sense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if this repeats, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk has no system keyring: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Veildesk keeps no key in a plain file, so it does not start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install and unlock one (Linux: gnome-keyring or KWallet), then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password does not open your vault on this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if you changed your password on another desk, sign in with the new one online.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your vault on this desk is damaged: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your administrator before you do anything else; do not delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This vault belongs to another desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not open here, and was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in without it; your cards come from Central.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This vault was written by a newer Veildesk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Veildesk on this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Veildesk has this vault open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the window that is open already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no vault on this desk yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You cannot work offline here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in once with a connection to Central.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk cannot write to its disk: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The act was not carried out, because it could not be recorded first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space or ask your administrator, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder {folder} is not as it should be: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{remedy}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data source {source} is not registered, or is revoked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register it with &apos;veildesk-central source add&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no campaign {campaign}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List them with &apos;veildesk-central campaign list&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The purpose does not allow these columns: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported (minimum necessary, C3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove them from the file, or have the campaign&apos;s purposes changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as CSV (UTF-8 or GB18030) or XLSX and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in the way of something that exists: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the present state and decide anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting {setting} is not right: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldList</name>
    <message>
        <source>Reveal…  F8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks for your password and is recorded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search  (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All states</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grounds</name>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{purpose}: no consent on record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{purpose}, withdrawn {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{purpose}, {day}, {how}, wording {wording}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: to be destroyed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, {count} days left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soon</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>due {moment}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>No contact so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded on this desk, waiting to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call back {moment}. {note}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the card, fold a section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card and outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal the telephone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask Central now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close what lies on top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn to a page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out and let somebody else work here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody worked here for a while. Your work is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central has not been heard for too long. Your work is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central put your session to sleep. Your work is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your work is safe.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutcomeForm</name>
    <message>
        <source>Save  Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note. Numbers are masked as you type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose how it ended: keys 1 to 7.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time to call back has passed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops every call to this customer, on every desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will be stored as: {note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded on this desk first, then sent to Central.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OversightWords</name>
    <message>
        <source>Enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Password, shown as dots</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>Choose your password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least 12 characters. A sentence that only you would say is easier to keep than a riddle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password you have now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New password, once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two new passwords differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new password is too short. Use at least 12 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new password is too long. Use at most 128 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new password is too easy to guess, or the same as before. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who may sign in. What you change here is recorded with your reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfreeze…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhonePad</name>
    <message>
        <source>Time with this customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No customer open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls arrive with the telephony release. Dial from your phone system for now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up  F4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhonePane</name>
    <message>
        <source>Phone and outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applies at once, to this desk only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Reason, for the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers to call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening your queue…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody in your queue fits this search.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your customers are on their way from Central.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No customers are assigned to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your supervisor assigns them; they appear here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>{name}, {team}, at {desk}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often today</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{m}:{s} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RevealDialog</name>
    <message>
        <source>See one value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown for a few seconds, to you alone. The request, the reason and the time are recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value will appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking Central…</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} was refused: {note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is over: nobody decided in time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RevealForm</name>
    <message>
        <source>Which field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove it is you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e.g. the customer asks which number we have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open alone, in an emergency: security is alerted at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask to see it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RevealStage</name>
    <message>
        <source>{number} waits for approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can decide now: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody who could decide is signed in at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation type="unfinished"></translation>
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
        <source>Recordings to inspect arrive with the telephony release.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You will hear them here and mark what you find; nothing can be downloaded. Until then your sign-in is ready, and acts of yours are recorded like everybody&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers&apos; requests and retention arrive with the privacy release.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You will see requests to see, correct, delete and withdraw here, with their due days. Until then, ask the administrator for the trail: veildesk-central audit verify.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScriptSteps</name>
    <message>
        <source>Yes, agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer&apos;s answer: {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this screen only, until calls arrive</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretView</name>
    <message>
        <source>No value is shown</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every act at this desk is recorded under your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code from your authenticator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work without a connection (cards of the last synchronisation)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInWindow</name>
    <message>
        <source>This desk is enrolled. Sign in to begin.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Keys  (?)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences  (Ctrl+,)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock  (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out  (Ctrl+Shift+Q)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synced {ago}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last answer from Central</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you did that Central has not confirmed yet. It is safe on this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central {count} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected, over TLS 1.3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work goes on; it is kept here and sent later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not our Central</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else answers in its place; nothing is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central answers and refuses this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central runs on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VPN {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way to Central goes through a tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No VPN: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way to Central does not go through a tunnel; TLS 1.3 still protects it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No way leads to Central now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Callback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not interested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No more calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QQ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Recorded: {word}. Next is {name}; Enter opens the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded: {word}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
