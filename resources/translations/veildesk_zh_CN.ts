<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Alerts</name>
    <message>
        <source>Customers of others</source>
        <translation>访问他人客户</translation>
    </message>
    <message>
        <source>Very many cards opened</source>
        <translation>大量打开客户卡</translation>
    </message>
    <message>
        <source>Work outside hours</source>
        <translation>非工作时间操作</translation>
    </message>
    <message>
        <source>Very many reveals</source>
        <translation>频繁查看明文</translation>
    </message>
    <message>
        <source>Very many recordings heard</source>
        <translation>频繁收听录音</translation>
    </message>
    <message>
        <source>Proofs refused</source>
        <translation>身份验证被拒</translation>
    </message>
    <message>
        <source>In two places at once</source>
        <translation>同时在两处操作</translation>
    </message>
    <message>
        <source>Always the same approver</source>
        <translation>总由同一人审批</translation>
    </message>
    <message>
        <source>Always listening to the same person</source>
        <translation>反复旁听同一人</translation>
    </message>
    <message>
        <source>A desk&apos;s guard failed</source>
        <translation>工作站防护失效</translation>
    </message>
    <message>
        <source>Export tried</source>
        <translation>尝试导出数据</translation>
    </message>
    <message>
        <source>Trail of events forked</source>
        <translation>事件记录分叉</translation>
    </message>
    <message>
        <source>Older copy of a desk&apos;s events</source>
        <translation>工作站使用了旧的事件副本</translation>
    </message>
    <message>
        <source>A desk was shown another record</source>
        <translation>有工作站看到了另一份记录</translation>
    </message>
    <message>
        <source>A desk sends very many events</source>
        <translation>工作站发来大量事件</translation>
    </message>
    <message>
        <source>Outcome not applied</source>
        <translation>联系结果未生效</translation>
    </message>
    <message>
        <source>Call token misused</source>
        <translation>呼叫令牌被滥用</translation>
    </message>
    <message>
        <source>Call not recorded</source>
        <translation>通话未记录</translation>
    </message>
    <message>
        <source>A desk is less protected</source>
        <translation>工作站保护减弱</translation>
    </message>
    <message>
        <source>Account changed at Central</source>
        <translation>在中心服务上变动账号</translation>
    </message>
    <message>
        <source>A session used at another desk</source>
        <translation>会话在另一台工作站被使用</translation>
    </message>
    <message>
        <source>Account locked</source>
        <translation>账号已锁定</translation>
    </message>
    <message>
        <source>Opened alone, in an emergency</source>
        <translation>紧急单独查看</translation>
    </message>
    <message>
        <source>{count} within {minutes} min (limit {threshold}).</source>
        <translation>{minutes} 分钟内 {count} 次（阈值 {threshold}）。</translation>
    </message>
    <message>
        <source>At {places}.</source>
        <translation>地点：{places}。</translation>
    </message>
    <message>
        <source>For {name}.</source>
        <translation>申请人：{name}。</translation>
    </message>
    <message>
        <source>In calls of {name}.</source>
        <translation>被旁听人：{name}。</translation>
    </message>
    <message>
        <source>Account frozen.</source>
        <translation>账号已冻结。</translation>
    </message>
    <message>
        <source>Nobody frozen: this person never signed in at that desk.</source>
        <translation>未冻结：该人员从未在该工作站登录。</translation>
    </message>
    <message>
        <source>Nobody frozen.</source>
        <translation>未冻结账号。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Event {seq} exists twice. Both kept, desk frozen.</source>
        <translation>第 {seq} 号事件有两个版本，均已保留，工作站已冻结。</translation>
    </message>
    <message>
        <source>It ends at event {present}, and had held event {known}, which Central never got. Desk frozen.</source>
        <translation>日志止于第 {present} 条，但此前曾记录到第 {known} 条，中心从未收到这些事件。工作站已冻结。</translation>
    </message>
    <message>
        <source>Not the one that it had seen. It keeps both as evidence.</source>
        <translation>与它此前所见不一致，两份均已留存为证据。</translation>
    </message>
    <message>
        <source>{count} within an hour (limit {threshold}). All are kept.</source>
        <translation>一小时内 {count} 条（上限 {threshold}），均已保留。</translation>
    </message>
    <message>
        <source>Kept as an event; the card is unchanged.</source>
        <translation>已作为事件留存，客户卡未更改。</translation>
    </message>
    <message>
        <source>In the name of {name}.</source>
        <translation>以{name}的名义。</translation>
    </message>
    <message>
        <source>{count} wrong proofs in a row.</source>
        <translation>身份验证连续错误 {count} 次。</translation>
    </message>
    <message>
        <source>New account, {role}, by a command of {by}.</source>
        <translation>新建账号，角色：{role}；由 {by} 执行命令。</translation>
    </message>
    <message>
        <source>New one-time password, {role}, by a command of {by}.</source>
        <translation>重置一次性密码，角色：{role}；由 {by} 执行命令。</translation>
    </message>
    <message>
        <source>Now “{state}”, {role}, by a command of {by}.</source>
        <translation>状态改为“{state}”，角色：{role}；由 {by} 执行命令。</translation>
    </message>
    <message>
        <source>The session is over. Look at both desks.</source>
        <translation>会话已结束。请检查两台工作站。</translation>
    </message>
    <message>
        <source>It was dialled from another desk than the one that asked.</source>
        <translation>拨打它的工作站不是申请它的工作站。</translation>
    </message>
    <message>
        <source>It was used by another person than the one who asked.</source>
        <translation>使用它的人不是申请它的人。</translation>
    </message>
    <message>
        <source>It was dialled a second time.</source>
        <translation>它被第二次拨打。</translation>
    </message>
    <message>
        <source>It was never given out.</source>
        <translation>从未发放过这个令牌。</translation>
    </message>
    <message>
        <source>By {name}.</source>
        <translation>使用者：{name}。</translation>
    </message>
    <message>
        <source>It was given to {name}, for call {number}.</source>
        <translation>该令牌发给{name}，用于通话 {number}。</translation>
    </message>
    <message>
        <source>A desk told of a call that its agent did not make or take there.</source>
        <translation>工作站上报了并非由其座席拨打或接听的通话。</translation>
    </message>
    <message>
        <source>No longer in place: {checks}. It gets no customer data until it is.</source>
        <translation>不再符合：{checks}。恢复之前不向它提供客户数据。</translation>
    </message>
</context>
<context>
    <name>AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Each of these needs somebody&apos;s judgement.</source>
        <translation>每一条都需要有人判断处理。</translation>
    </message>
    <message>
        <source>Older alerts</source>
        <translation>更早的告警</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>没有待处理的告警</translation>
    </message>
    <message>
        <source>Alerts appear here by themselves.</source>
        <translation>新告警会自动出现在这里。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>An agent waits for each of these. What you answer is recorded under your name.</source>
        <translation>每一项都有座席在等待。您的决定会以您的名义记录。</translation>
    </message>
    <message>
        <source>Nobody waits for you</source>
        <translation>没有待审批的申请</translation>
    </message>
    <message>
        <source>New requests appear here by themselves.</source>
        <translation>新申请会自动出现在这里。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Asking Central what waits…</source>
        <translation>正在向中心服务查询待审批的申请…</translation>
    </message>
    <message>
        <source>{number} approved.</source>
        <translation>已批准 {number}。</translation>
    </message>
    <message>
        <source>{number} refused.</source>
        <translation>已拒绝 {number}。</translation>
    </message>
</context>
<context>
    <name>AuditDetails</name>
    <message>
        <source>about</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>acts</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>act</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>action</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>last active</source>
        <translation>最近活动</translation>
    </message>
    <message>
        <source>who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>from place</source>
        <translation>起始位置</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>put aside</source>
        <translation>移到一旁</translation>
    </message>
    <message>
        <source>asked in</source>
        <translation>申请记录</translation>
    </message>
    <message>
        <source>at</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>at the start</source>
        <translation>启动时</translation>
    </message>
    <message>
        <source>break-glass</source>
        <translation>紧急查看</translation>
    </message>
    <message>
        <source>by</source>
        <translation>由</translation>
    </message>
    <message>
        <source>call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>call back at</source>
        <translation>回访时间</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>通话数</translation>
    </message>
    <message>
        <source>campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>customer card</source>
        <translation>客户卡</translation>
    </message>
    <message>
        <source>cards</source>
        <translation>客户卡数</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>way out</source>
        <translation>外泄途径</translation>
    </message>
    <message>
        <source>customer&apos;s answer</source>
        <translation>客户的回答</translation>
    </message>
    <message>
        <source>count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>criteria</source>
        <translation>评分项</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>ended here by</source>
        <translation>本端结束原因</translation>
    </message>
    <message>
        <source>desk</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>联系结果</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>抽中</translation>
    </message>
    <message>
        <source>ended because</source>
        <translation>结束原因</translation>
    </message>
    <message>
        <source>ended at</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>good until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>telephone on a table</source>
        <translation>桌面电话</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>file (SHA-256)</source>
        <translation>文件（SHA-256）</translation>
    </message>
    <message>
        <source>first</source>
        <translation>首个</translation>
    </message>
    <message>
        <source>found</source>
        <translation>找到</translation>
    </message>
    <message>
        <source>from</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>handed on from</source>
        <translation>转自</translation>
    </message>
    <message>
        <source>heard (s)</source>
        <translation>收听（秒）</translation>
    </message>
    <message>
        <source>request for help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>how</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>加入编号</translation>
    </message>
    <message>
        <source>kept (days)</source>
        <translation>保存（天）</translation>
    </message>
    <message>
        <source>key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>known</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>last</source>
        <translation>末个</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>list</source>
        <translation>名单</translation>
    </message>
    <message>
        <source>manner</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>of</source>
        <translation>总数</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>outcome of the act</source>
        <translation>操作结果</translation>
    </message>
    <message>
        <source>path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>PBX</source>
        <translation>话务系统</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>people</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>pieces</source>
        <translation>片段数</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>used by</source>
        <translation>使用者</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>received before</source>
        <translation>早于此接收</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>已录音</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>asked by</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>road</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>lot</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>scheme</source>
        <translation>评分方案</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>what was seen</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>event&apos;s number</source>
        <translation>事件序号</translation>
    </message>
    <message>
        <source>shown for (s)</source>
        <translation>显示（秒）</translation>
    </message>
    <message>
        <source>shown (ms)</source>
        <translation>显示（毫秒）</translation>
    </message>
    <message>
        <source>since</source>
        <translation>起</translation>
    </message>
    <message>
        <source>source</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>voice to the table</source>
        <translation>话机一段的语音</translation>
    </message>
    <message>
        <source>talked (s)</source>
        <translation>通话（秒）</translation>
    </message>
    <message>
        <source>team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>tries</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>until</source>
        <translation>止</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>up to (s)</source>
        <translation>截至（秒）</translation>
    </message>
    <message>
        <source>username</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>vendor</source>
        <translation>厂商</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>name of the person</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>wording</source>
        <translation>告知语版本</translation>
    </message>
    <message>
        <source>wrong proofs</source>
        <translation>验证错误次数</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>已申请</translation>
    </message>
    <message>
        <source>nobody here</source>
        <translation>非本端</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>withdrawn consent</source>
        <translation>撤回同意</translation>
    </message>
    <message>
        <source>the customer&apos;s no</source>
        <translation>客户不同意</translation>
    </message>
    <message>
        <source>the lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>the lost VPN</source>
        <translation>VPN 断开</translation>
    </message>
    <message>
        <source>the end of the session</source>
        <translation>会话结束</translation>
    </message>
    <message>
        <source>the pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>the telephone&apos;s stop</source>
        <translation>电话停止</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>outgoing</source>
        <translation>呼出</translation>
    </message>
    <message>
        <source>listens</source>
        <translation>旁听</translation>
    </message>
    <message>
        <source>speaks</source>
        <translation>加入通话</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>a queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>the desk</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>the telephone on the table</source>
        <translation>桌面电话</translation>
    </message>
    <message>
        <source>the rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>the PBX</source>
        <translation>话务系统</translation>
    </message>
    <message>
        <source>given to a PBX</source>
        <translation>已交给话务系统</translation>
    </message>
    <message>
        <source>rings at the table</source>
        <translation>桌面电话振铃</translation>
    </message>
    <message>
        <source>taken at the table</source>
        <translation>座席已摘机</translation>
    </message>
    <message>
        <source>rings at the customer&apos;s</source>
        <translation>客户侧振铃</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>by Central</source>
        <translation>经中心服务</translation>
    </message>
    <message>
        <source>without Central</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>the person wanted it</source>
        <translation>本人操作</translation>
    </message>
    <message>
        <source>nobody was at the desk</source>
        <translation>无人操作</translation>
    </message>
    <message>
        <source>too long without Central</source>
        <translation>离线过久</translation>
    </message>
    <message>
        <source>Central said so</source>
        <translation>中心服务要求</translation>
    </message>
    <message>
        <source>a way out was tried</source>
        <translation>检测到外泄途径</translation>
    </message>
    <message>
        <source>the time was up</source>
        <translation>时间到</translation>
    </message>
    <message>
        <source>another window came before it</source>
        <translation>切换到其他窗口</translation>
    </message>
    <message>
        <source>the desk locked</source>
        <translation>工作站锁定</translation>
    </message>
    <message>
        <source>the card was left</source>
        <translation>离开客户卡</translation>
    </message>
    <message>
        <source>a fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>the VPN was lost</source>
        <translation>VPN 断开</translation>
    </message>
    <message>
        <source>nobody is there</source>
        <translation>无人在座</translation>
    </message>
    <message>
        <source>the agent&apos;s desk did not show it</source>
        <translation>座席的工作站未显示</translation>
    </message>
    <message>
        <source>the call is over</source>
        <translation>通话已结束</translation>
    </message>
    <message>
        <source>left</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>put out</source>
        <translation>被移出</translation>
    </message>
    <message>
        <source>the PBX failed</source>
        <translation>话务系统故障</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Who did what, to whom, when. Every search is itself on record.</source>
        <translation>谁在何时对谁做了什么。每次搜索本身也会留下记录。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>IP 地址</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>All by this person</source>
        <translation>查看此人的全部记录</translation>
    </message>
    <message>
        <source>All about this</source>
        <translation>查看该对象的全部记录</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>没有找到记录</translation>
    </message>
    <message>
        <source>Widen the time, or clear a filter.</source>
        <translation>请放宽时间范围，或清除某个筛选条件。</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选条件</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The trail could not be read</source>
        <translation>无法读取审计记录</translation>
    </message>
    <message>
        <source>place {index} in the log</source>
        <translation>日志位置 {index}</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message>
        <source>Desk enrolled</source>
        <translation>登记工作站</translation>
    </message>
    <message>
        <source>Desk certificate renewed</source>
        <translation>更新工作站证书</translation>
    </message>
    <message>
        <source>Desk revoked</source>
        <translation>吊销工作站</translation>
    </message>
    <message>
        <source>Desk&apos;s machine less protected</source>
        <translation>工作站保护减弱</translation>
    </message>
    <message>
        <source>Desk frozen</source>
        <translation>冻结工作站</translation>
    </message>
    <message>
        <source>Desk refused</source>
        <translation>拒绝工作站</translation>
    </message>
    <message>
        <source>Desk started</source>
        <translation>启动工作站</translation>
    </message>
    <message>
        <source>Desk stopped</source>
        <translation>关闭工作站</translation>
    </message>
    <message>
        <source>VPN lost</source>
        <translation>VPN 已断开</translation>
    </message>
    <message>
        <source>VPN regained</source>
        <translation>VPN 已恢复</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Desk locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Desk unlocked</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Unlock failed</source>
        <translation>解锁失败</translation>
    </message>
    <message>
        <source>Proof accepted</source>
        <translation>再次验证通过</translation>
    </message>
    <message>
        <source>Proof refused</source>
        <translation>再次验证未通过</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Account created</source>
        <translation>创建账号</translation>
    </message>
    <message>
        <source>Account changed</source>
        <translation>变更账号</translation>
    </message>
    <message>
        <source>Account locked</source>
        <translation>账号锁定</translation>
    </message>
    <message>
        <source>Account unlocked</source>
        <translation>账号解锁</translation>
    </message>
    <message>
        <source>Account frozen</source>
        <translation>冻结账号</translation>
    </message>
    <message>
        <source>Card opened</source>
        <translation>打开客户卡片</translation>
    </message>
    <message>
        <source>Card refused</source>
        <translation>拒绝访问卡片</translation>
    </message>
    <message>
        <source>Cards synchronised</source>
        <translation>同步卡片</translation>
    </message>
    <message>
        <source>Cards assigned</source>
        <translation>分配卡片</translation>
    </message>
    <message>
        <source>Card shown for a call alone</source>
        <translation>客户卡仅供本次通话查看</translation>
    </message>
    <message>
        <source>Card shown no longer</source>
        <translation>客户卡不再可见</translation>
    </message>
    <message>
        <source>Outcome recorded</source>
        <translation>登记通话结果</translation>
    </message>
    <message>
        <source>Outcome refused</source>
        <translation>拒绝通话结果</translation>
    </message>
    <message>
        <source>Reveal requested</source>
        <translation>申请查看明文</translation>
    </message>
    <message>
        <source>Reveal decided</source>
        <translation>明文申请已裁定</translation>
    </message>
    <message>
        <source>Reveal cancelled</source>
        <translation>撤回明文申请</translation>
    </message>
    <message>
        <source>Reveal expired</source>
        <translation>明文申请过期</translation>
    </message>
    <message>
        <source>Reveal collected</source>
        <translation>领取明文</translation>
    </message>
    <message>
        <source>Value shown</source>
        <translation>显示明文</translation>
    </message>
    <message>
        <source>Value closed</source>
        <translation>关闭明文</translation>
    </message>
    <message>
        <source>Reveal failed</source>
        <translation>查看明文失败</translation>
    </message>
    <message>
        <source>Approval given</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Approval refused</source>
        <translation>驳回</translation>
    </message>
    <message>
        <source>Break-glass</source>
        <translation>紧急查看</translation>
    </message>
    <message>
        <source>Call asked for</source>
        <translation>申请呼叫</translation>
    </message>
    <message>
        <source>Call placed</source>
        <translation>呼叫已拨出</translation>
    </message>
    <message>
        <source>Call refused</source>
        <translation>呼叫被拒绝</translation>
    </message>
    <message>
        <source>Customer called</source>
        <translation>客户来电</translation>
    </message>
    <message>
        <source>Call missed</source>
        <translation>来电未接</translation>
    </message>
    <message>
        <source>Missed calls seen to</source>
        <translation>未接来电已处理</translation>
    </message>
    <message>
        <source>Call dialled</source>
        <translation>已拨出通话</translation>
    </message>
    <message>
        <source>Call that went on, shown again</source>
        <translation>找回仍在进行的通话</translation>
    </message>
    <message>
        <source>Call came in</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Call answered</source>
        <translation>通话接通</translation>
    </message>
    <message>
        <source>Call on hold or taken back</source>
        <translation>通话保持或取回</translation>
    </message>
    <message>
        <source>Call handed on</source>
        <translation>通话已转接</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>通话结束</translation>
    </message>
    <message>
        <source>Calls paused</source>
        <translation>暂停接打</translation>
    </message>
    <message>
        <source>Calls resumed</source>
        <translation>恢复接打</translation>
    </message>
    <message>
        <source>Help asked for</source>
        <translation>请求协助</translation>
    </message>
    <message>
        <source>Help no longer wanted</source>
        <translation>不再需要协助</translation>
    </message>
    <message>
        <source>Supervisor comes to help</source>
        <translation>主管前来协助</translation>
    </message>
    <message>
        <source>Customer&apos;s answer noted</source>
        <translation>已记下客户的答复</translation>
    </message>
    <message>
        <source>Recording began</source>
        <translation>开始录音</translation>
    </message>
    <message>
        <source>Recording ended</source>
        <translation>录音结束</translation>
    </message>
    <message>
        <source>Recording destroyed</source>
        <translation>录音已销毁</translation>
    </message>
    <message>
        <source>Recording asked for</source>
        <translation>申请收听录音</translation>
    </message>
    <message>
        <source>Recording played</source>
        <translation>播放录音</translation>
    </message>
    <message>
        <source>Recording closed</source>
        <translation>关闭录音</translation>
    </message>
    <message>
        <source>Calls drawn by lot</source>
        <translation>抽取质检通话</translation>
    </message>
    <message>
        <source>Call opened for inspection</source>
        <translation>打开通话质检</translation>
    </message>
    <message>
        <source>Call inspected</source>
        <translation>通话已质检</translation>
    </message>
    <message>
        <source>Inspection answered</source>
        <translation>质检申诉</translation>
    </message>
    <message>
        <source>Results of inspections read</source>
        <translation>查看质检结果</translation>
    </message>
    <message>
        <source>Criteria of inspections changed</source>
        <translation>质检评分标准已更改</translation>
    </message>
    <message>
        <source>Call over a telephone on a table</source>
        <translation>桌面电话的通话</translation>
    </message>
    <message>
        <source>Telephone bound to a person</source>
        <translation>桌面电话已绑定到人</translation>
    </message>
    <message>
        <source>Telephone taken back</source>
        <translation>桌面电话已收回</translation>
    </message>
    <message>
        <source>Supervisor asks to join a call</source>
        <translation>主管申请进入通话</translation>
    </message>
    <message>
        <source>Supervisor joined a call</source>
        <translation>主管进入通话</translation>
    </message>
    <message>
        <source>Supervisor left a call</source>
        <translation>主管离开通话</translation>
    </message>
    <message>
        <source>Certificate made for a server</source>
        <translation>签发服务器证书</translation>
    </message>
    <message>
        <source>Source registered</source>
        <translation>登记数据来源</translation>
    </message>
    <message>
        <source>Source revoked</source>
        <translation>撤销数据来源</translation>
    </message>
    <message>
        <source>Campaign changed</source>
        <translation>变更活动</translation>
    </message>
    <message>
        <source>Do-not-call list changed</source>
        <translation>勿扰名单已变更</translation>
    </message>
    <message>
        <source>Policy changed</source>
        <translation>变更策略</translation>
    </message>
    <message>
        <source>Import started</source>
        <translation>开始导入</translation>
    </message>
    <message>
        <source>Import finished</source>
        <translation>完成导入</translation>
    </message>
    <message>
        <source>Import refused</source>
        <translation>拒绝导入</translation>
    </message>
    <message>
        <source>Customer looked up</source>
        <translation>查找客户</translation>
    </message>
    <message>
        <source>Keys rotated</source>
        <translation>轮换密钥</translation>
    </message>
    <message>
        <source>Trail forked</source>
        <translation>审计链分叉</translation>
    </message>
    <message>
        <source>Way out shut</source>
        <translation>阻止外传</translation>
    </message>
    <message>
        <source>Way out seen, left open</source>
        <translation>发现数据出口，未封堵</translation>
    </message>
    <message>
        <source>Guard failed</source>
        <translation>防护失效</translation>
    </message>
    <message>
        <source>Trail searched</source>
        <translation>搜索审计记录</translation>
    </message>
    <message>
        <source>Calls searched</source>
        <translation>已搜索通话</translation>
    </message>
    <message>
        <source>Evidence exported</source>
        <translation>已导出证据</translation>
    </message>
    <message>
        <source>Events read</source>
        <translation>读取事件</translation>
    </message>
    <message>
        <source>Old events pruned</source>
        <translation>旧事件已清除</translation>
    </message>
    <message>
        <source>Older copy of a desk&apos;s events</source>
        <translation>工作站事件被旧副本替换</translation>
    </message>
    <message>
        <source>Central&apos;s log refused</source>
        <translation>拒绝中心日志</translation>
    </message>
    <message>
        <source>Log&apos;s key or witnesses changed</source>
        <translation>日志密钥或见证方变更</translation>
    </message>
    <message>
        <source>Alert raised</source>
        <translation>发出告警</translation>
    </message>
    <message>
        <source>Request refused</source>
        <translation>拒绝请求</translation>
    </message>
    <message>
        <source>Watermark read</source>
        <translation>读取水印</translation>
    </message>
    <message>
        <source>Vault created</source>
        <translation>创建本地库</translation>
    </message>
    <message>
        <source>Vault erased</source>
        <translation>擦除本地库</translation>
    </message>
    <message>
        <source>Customer cards</source>
        <translation>客户卡片</translation>
    </message>
    <message>
        <source>Reveals</source>
        <translation>查看明文</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Sign-in and proofs</source>
        <translation>登录与验证</translation>
    </message>
    <message>
        <source>Accounts and desks</source>
        <translation>账号与工作站</translation>
    </message>
    <message>
        <source>Alerts and refusals</source>
        <translation>告警与拒绝</translation>
    </message>
    <message>
        <source>Inspections</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Searches of the trail</source>
        <translation>审计搜索</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>Availability</name>
    <message>
        <source>Pause…</source>
        <translation>暂停…</translation>
    </message>
    <message>
        <source>Take calls</source>
        <translation>恢复接打</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>下一位客户</translation>
    </message>
    <message numerus="yes">
        <source>%n missed call(s)</source>
        <translation>
            <numerusform>%n 个未接来电</numerusform>
        </translation>
    </message>
    <message>
        <source>No missed calls</source>
        <translation>没有未接来电</translation>
    </message>
    <message>
        <source>Sound: no microphone found</source>
        <translation>声音：未找到麦克风</translation>
    </message>
    <message>
        <source>Sound: devices and test</source>
        <translation>声音：设备与测试</translation>
    </message>
    <message>
        <source>The next card opens by itself: on</source>
        <translation>自动打开下一张卡片：开</translation>
    </message>
    <message>
        <source>The next card opens by itself: off</source>
        <translation>自动打开下一张卡片：关</translation>
    </message>
</context>
<context>
    <name>AverageBars</name>
    <message>
        <source>Averages</source>
        <translation>平均分</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>{calls}, {count} failed</source>
        <translation>{calls}，{count} 通不合格</translation>
    </message>
</context>
<context>
    <name>CallBanner</name>
    <message>
        <source>A call comes in at your telephone: lift the receiver.</source>
        <translation>话机有来电，请摘机接听。</translation>
    </message>
    <message>
        <source>A call comes in. {key} answers it.</source>
        <translation>有来电，按 {key} 接听。</translation>
    </message>
    <message>
        <source>You are in a call. {key} hangs up.</source>
        <translation>您正在通话中，按 {key} 挂断。</translation>
    </message>
    <message>
        <source>Show the telephone</source>
        <translation>显示电话</translation>
    </message>
</context>
<context>
    <name>CallControls</name>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>拨号键盘</translation>
    </message>
    <message>
        <source>Hand the call on</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>{what}: with the keys of your telephone</source>
        <translation>{what}：请用话机上的按键</translation>
    </message>
    <message>
        <source>Help is asked for: withdraw</source>
        <translation>已求助：撤回</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
</context>
<context>
    <name>CallDisplay</name>
    <message>
        <source>No customer open</source>
        <translation>未打开客户</translation>
    </message>
    <message>
        <source>in call</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>calling</source>
        <translation>呼叫中</translation>
    </message>
    <message>
        <source>left to wrap up</source>
        <translation>话后处理剩余</translation>
    </message>
    <message>
        <source>with this card</source>
        <translation>本卡片用时</translation>
    </message>
</context>
<context>
    <name>CallFilters</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Call or card</source>
        <translation>通话或客户卡</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>Name or username</source>
        <translation>姓名或用户名</translation>
    </message>
    <message>
        <source>C-118, or a card&apos;s number</source>
        <translation>C-118，或客户卡编号</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>最近 90 天</translation>
    </message>
    <message>
        <source>Any way</source>
        <translation>任何方式</translation>
    </message>
</context>
<context>
    <name>CallWords</name>
    <message>
        <source>Is on</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>Not known: the desk stopped</source>
        <translation>不明：工作站中断</translation>
    </message>
    <message>
        <source>Agent hung up</source>
        <translation>座席挂断</translation>
    </message>
    <message>
        <source>Given up before an answer</source>
        <translation>接通前放弃</translation>
    </message>
    <message>
        <source>Customer hung up</source>
        <translation>客户挂断</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>已拒接</translation>
    </message>
    <message>
        <source>Refused by the PBX</source>
        <translation>被话务系统拒绝</translation>
    </message>
    <message>
        <source>Central had no time</source>
        <translation>中心服务无暇处理</translation>
    </message>
    <message>
        <source>Could not be reached</source>
        <translation>无法接通</translation>
    </message>
    <message>
        <source>PBX was lost</source>
        <translation>与话务系统失去连接</translation>
    </message>
    <message>
        <source>Desk&apos;s telephone failed</source>
        <translation>工作站电话故障</translation>
    </message>
    <message>
        <source>Desk was gone</source>
        <translation>工作站中断</translation>
    </message>
    <message>
        <source>Agent&apos;s telephone not lifted</source>
        <translation>座席未摘机</translation>
    </message>
    <message>
        <source>Agent&apos;s telephone busy</source>
        <translation>座席话机占线</translation>
    </message>
    <message>
        <source>Agent&apos;s telephone not there</source>
        <translation>座席话机不可用</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>已转接</translation>
    </message>
    <message>
        <source>{call}, handed on from {first}</source>
        <translation>{call}，转自 {first}</translation>
    </message>
    <message>
        <source>came in</source>
        <translation>来电</translation>
    </message>
</context>
<context>
    <name>CallbackField</name>
    <message>
        <source>Call back at</source>
        <translation>回访时间</translation>
    </message>
    <message>
        <source>In 1 h</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <source>Tomorrow 10:00</source>
        <translation>明天 10:00</translation>
    </message>
</context>
<context>
    <name>CallsPage</name>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Who called whom, when, and how it ended. Every search is itself on record.</source>
        <translation>谁在何时呼叫了谁，如何结束。每次搜索本身也会留下记录。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保持时长</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>PBX</source>
        <translation>话务系统</translation>
    </message>
    <message>
        <source>Older calls</source>
        <translation>更早的通话</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>收听</translation>
    </message>
    <message>
        <source>No call was found</source>
        <translation>没有找到通话</translation>
    </message>
    <message>
        <source>Widen the time, or clear a filter.</source>
        <translation>请放宽时间或清除筛选条件。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>You hear {number} of {who}. Reason, time and how far you listen are recorded.</source>
        <translation>您将收听{who}的 {number}。原因、时间和听到哪里都会留下记录。</translation>
    </message>
    <message>
        <source>Why you listen, for the record</source>
        <translation>为什么收听（留作记录）</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Choose a customer from the queue.</source>
        <translation>请从队列中选择一位客户。</translation>
    </message>
    <message>
        <source>Arrow keys move, Enter opens. Opening a card is recorded.</source>
        <translation>方向键移动，回车打开。打开客户卡会被记录。</translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation>转到队列</translation>
    </message>
    <message>
        <source>Opening the card…</source>
        <translation>正在打开客户卡…</translation>
    </message>
    <message>
        <source>This card is no longer in your queue.</source>
        <translation>此客户已不在您的队列中。</translation>
    </message>
    <message>
        <source>A colleague&apos;s customer is shown for as long as the call lasts; others may have been reassigned.</source>
        <translation>同事的客户仅在通话期间显示；其他客户可能已重新分配。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>This customer must not be called. The card is kept for the record only.</source>
        <translation>该客户禁止拨打，客户卡仅供留存。</translation>
    </message>
    <message>
        <source>A colleague&apos;s customer, shown for this call alone. Calls, reveals and the outcome stay his.</source>
        <translation>同事的客户，仅在本次通话期间显示。拨打、查看明文和结果登记仍由该同事负责。</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户信息</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>This campaign has no script yet.</source>
        <translation>本活动暂无话术。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>联系记录</translation>
    </message>
</context>
<context>
    <name>Clock</name>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{count} s ago</source>
        <translation>{count} 秒前</translation>
    </message>
    <message>
        <source>{count} min ago</source>
        <translation>{count} 分钟前</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
</context>
<context>
    <name>Company</name>
    <message>
        <source>{who} is in the call. The customer hears both of you.</source>
        <translation>{who}已进入通话，客户能听到你们两个人。</translation>
    </message>
    <message>
        <source>{who} listens to this call. Nobody hears {who}.</source>
        <translation>{who}正在旁听本次通话，没有人能听到{who}。</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Central has not been heard for long: this desk locks in {count} min.</source>
        <translation>长时间未收到中心服务应答：本机将在 {count} 分钟后锁定。</translation>
    </message>
    <message>
        <source>Central cannot be reached.</source>
        <translation>无法连接中心服务。</translation>
    </message>
    <message>
        <source>You signed in without Central. Sign in again to send and to receive.</source>
        <translation>您当前为离线登录。重新登录后才能收发数据。</translation>
    </message>
    <message>
        <source>Central has not been heard for {count} s. What you see may be out of date.</source>
        <translation>已 {count} 秒未收到中心服务应答，当前内容可能不是最新。</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>On this screen only: no call is on</source>
        <translation>仅在本屏幕：当前没有通话</translation>
    </message>
    <message>
        <source>On this screen only: the call was begun without this script</source>
        <translation>仅在本屏幕：通话开始时没有此话术</translation>
    </message>
    <message>
        <source>Recorded with the call: yes</source>
        <translation>已随通话记录：同意</translation>
    </message>
    <message>
        <source>Recorded with the call: no</source>
        <translation>已随通话记录：不同意</translation>
    </message>
    <message>
        <source>The call ended without an answer</source>
        <translation>通话结束，客户未答复</translation>
    </message>
    <message>
        <source>Once the call is answered</source>
        <translation>接通后可记</translation>
    </message>
    <message>
        <source>Recorded with the call; a no ends it</source>
        <translation>随通话记录；不同意则结束通话</translation>
    </message>
</context>
<context>
    <name>CriteriaTable</name>
    <message>
        <source>Not met</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>符合</translation>
    </message>
</context>
<context>
    <name>DemoNote</name>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Sign in as</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Code now</source>
        <translation>当前验证码</translation>
    </message>
    <message>
        <source>Who can sign in to this demo</source>
        <translation>本演示的可登录人员</translation>
    </message>
    <message>
        <source>Close this window to end the demo.</source>
        <translation>关闭此窗口即结束演示。</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Desks</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>Every desk that may speak to Central, and those that may no more.</source>
        <translation>所有可以连接中心服务的工作站，以及已不再允许连接的工作站。</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近在线</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件数</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>保护情况</translation>
    </message>
    <message>
        <source>Ticket for a new desk…</source>
        <translation>新工作站凭证…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>吊销…</translation>
    </message>
    <message>
        <source>The ticket enrols one desk, once, within 15 minutes.</source>
        <translation>凭证可登记一台工作站：15 分钟内有效，仅可使用一次。</translation>
    </message>
    <message>
        <source>Make the ticket</source>
        <translation>签发凭证</translation>
    </message>
    <message>
        <source>What is the new desk called?</source>
        <translation>新工作站名称</translation>
    </message>
    <message>
        <source>{name} is shut out at once, for good. To work again it must be enrolled anew.</source>
        <translation>{name} 将立即被永久禁止连接，重新使用须再次登记。</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>理由（将记录在案）</translation>
    </message>
    <message>
        <source>{name} is shut out. It is on record.</source>
        <translation>{name} 已吊销。已记录。</translation>
    </message>
    <message>
        <source>No desk is enrolled yet</source>
        <translation>尚未登记任何工作站</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Checks that hold: {ok}; that need doing: {bad}; not found out: {unknown}.</source>
        <translation>通过的检查：{ok}；需要处理：{bad}；无法得知：{unknown}。</translation>
    </message>
    <message>
        <source>{check}: {fact}</source>
        <translation>{check}：{fact}</translation>
    </message>
    <message>
        <source>It means: {text}</source>
        <translation>含义：{text}</translation>
    </message>
    <message>
        <source>To do: {text}</source>
        <translation>处理：{text}</translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>Enrol this desk</source>
        <translation>登记本机</translation>
    </message>
    <message>
        <source>Ask your administrator for an enrolment ticket. It works once, within 15 minutes of being made.</source>
        <translation>请向管理员索取登记凭证。凭证自签发起 15 分钟内有效，仅可使用一次。</translation>
    </message>
    <message>
        <source>This desk is called</source>
        <translation>本机名称</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>登记凭证</translation>
    </message>
    <message>
        <source>VEILDESK1.… (paste the whole ticket)</source>
        <translation>VEILDESK1.…（请粘贴完整凭证）</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>登记</translation>
    </message>
</context>
<context>
    <name>EntryBar</name>
    <message>
        <source>Preferences  (Ctrl+,)</source>
        <translation>偏好设置（Ctrl+,）</translation>
    </message>
</context>
<context>
    <name>ErrorTexts</name>
    <message>
        <source>The request is not one that Central understands: {reason}.</source>
        <translation>中心服务无法理解这个请求：{reason}。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何内容被更改。</translation>
    </message>
    <message>
        <source>Put that right, or save it as CSV (UTF-8 or GB18030) or XLSX, and try again.</source>
        <translation>请改正，或另存为 CSV（UTF-8 或 GB18030）或 XLSX，再重试。</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>请更正后重试。</translation>
    </message>
    <message>
        <source>The request is larger than {limit} bytes.</source>
        <translation>请求超过了 {limit} 字节。</translation>
    </message>
    <message>
        <source>Send it in smaller parts.</source>
        <translation>请分成较小的部分发送。</translation>
    </message>
    <message>
        <source>The data changed on its way: its SHA-256 does not match.</source>
        <translation>数据在传输途中发生了变化：SHA-256 校验不一致。</translation>
    </message>
    <message>
        <source>It was dropped.</source>
        <translation>该数据已被丢弃。</translation>
    </message>
    <message>
        <source>It is sent again by itself; if this repeats, tell your administrator.</source>
        <translation>系统会自动重新发送；如反复出现，请告知管理员。</translation>
    </message>
    <message>
        <source>The request does not carry a valid signature of an enrolled device.</source>
        <translation>请求没有已登记设备的有效签名。</translation>
    </message>
    <message>
        <source>Nothing was done.</source>
        <translation>没有执行任何操作。</translation>
    </message>
    <message>
        <source>This request has been seen before.</source>
        <translation>这个请求此前已经收到过。</translation>
    </message>
    <message>
        <source>It was not carried out a second time.</source>
        <translation>没有重复执行。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Central refuses requests that are not of this minute.</source>
        <translation>中心服务拒绝时间不符的请求。</translation>
    </message>
    <message>
        <source>Set the clock to automatic and try again; Central&apos;s time is {central}.</source>
        <translation>请将时钟设为自动校时后重试；中心服务的时间是 {central}。</translation>
    </message>
    <message>
        <source>There is nothing here that you may see.</source>
        <translation>这里没有您可以查看的内容。</translation>
    </message>
    <message>
        <source>Check what you were looking for.</source>
        <translation>请核对要查找的内容。</translation>
    </message>
    <message>
        <source>This address does not take that kind of request.</source>
        <translation>该地址不接受这种请求。</translation>
    </message>
    <message>
        <source>See the interface description.</source>
        <translation>请参阅接口说明。</translation>
    </message>
    <message>
        <source>Too many requests in a short time.</source>
        <translation>短时间内请求过多。</translation>
    </message>
    <message>
        <source>This one was not carried out.</source>
        <translation>本次请求没有执行。</translation>
    </message>
    <message>
        <source>Wait {seconds} seconds and try again.</source>
        <translation>请等待 {seconds} 秒后重试。</translation>
    </message>
    <message>
        <source>This desk is not allowed to work with Central.</source>
        <translation>本机不被允许连接中心服务。</translation>
    </message>
    <message>
        <source>It was revoked or never enrolled.</source>
        <translation>本机已被吊销，或从未登记。</translation>
    </message>
    <message>
        <source>Ask your administrator to enrol it.</source>
        <translation>请联系管理员登记本机。</translation>
    </message>
    <message>
        <source>Central takes this desk&apos;s certificate to be out of date.</source>
        <translation>中心服务认为本机的证书不在有效期内。</translation>
    </message>
    <message>
        <source>This desk was away for too long, or a clock is wrong, here or there; what you do is kept here.</source>
        <translation>本机离线过久，或者本机与中心服务之一的时钟有误；您的操作保存在本机。</translation>
    </message>
    <message>
        <source>Check both clocks; if they are right, ask your administrator to enrol this desk again.</source>
        <translation>请核对两边的时钟；如果都正确，请管理员重新登记本机。</translation>
    </message>
    <message>
        <source>This desk is frozen.</source>
        <translation>本机已被冻结。</translation>
    </message>
    <message>
        <source>Its record of events does not fit Central&apos;s, so nobody can work on it.</source>
        <translation>本机的事件记录与中心服务不一致，因此任何人都不能在本机工作。</translation>
    </message>
    <message>
        <source>Call security; they decide how to go on.</source>
        <translation>请致电安全负责人，由其决定如何处理。</translation>
    </message>
    <message>
        <source>The enrolment ticket is not valid.</source>
        <translation>登记凭证无效。</translation>
    </message>
    <message>
        <source>It was used already, or its 15 minutes are over.</source>
        <translation>凭证已被使用，或已超过 15 分钟有效期。</translation>
    </message>
    <message>
        <source>Ask your administrator for a new one.</source>
        <translation>请向管理员索取新的凭证。</translation>
    </message>
    <message>
        <source>This is not an enrolment ticket.</source>
        <translation>这不是登记凭证。</translation>
    </message>
    <message>
        <source>The desk is not enrolled.</source>
        <translation>本机没有登记成功。</translation>
    </message>
    <message>
        <source>Copy the whole ticket, from VEILDESK1 to its last character.</source>
        <translation>请完整复制凭证，从 VEILDESK1 到最后一个字符。</translation>
    </message>
    <message>
        <source>This desk is not enrolled.</source>
        <translation>本机尚未登记。</translation>
    </message>
    <message>
        <source>It cannot speak to Central.</source>
        <translation>本机无法连接中心服务。</translation>
    </message>
    <message>
        <source>Enrol it with a ticket from your administrator.</source>
        <translation>请使用管理员提供的凭证登记。</translation>
    </message>
    <message>
        <source>The name, password or code is not right.</source>
        <translation>用户名、密码或验证码不正确。</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>您尚未登录。</translation>
    </message>
    <message>
        <source>Check all three and try again; five wrong tries lock the account.</source>
        <translation>请核对三项后重试；连续错误五次将锁定账号。</translation>
    </message>
    <message>
        <source>This account is locked.</source>
        <translation>该账号已被锁定。</translation>
    </message>
    <message>
        <source>Five proofs in a row were wrong.</source>
        <translation>身份验证连续错误五次。</translation>
    </message>
    <message>
        <source>Ask your administrator to unlock it.</source>
        <translation>请联系管理员解锁。</translation>
    </message>
    <message>
        <source>This account is frozen.</source>
        <translation>该账号已被冻结。</translation>
    </message>
    <message>
        <source>Security stopped it; your work so far is safe.</source>
        <translation>安全负责人已停用该账号；您此前的工作均已保存。</translation>
    </message>
    <message>
        <source>Call security.</source>
        <translation>请致电安全负责人。</translation>
    </message>
    <message>
        <source>Your session has ended.</source>
        <translation>您的会话已结束。</translation>
    </message>
    <message>
        <source>What you did is safe on this desk.</source>
        <translation>您的操作已安全保存在本机。</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>请重新登录。</translation>
    </message>
    <message>
        <source>Your session is locked after a while without work.</source>
        <translation>一段时间没有操作，会话已锁定。</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>没有任何内容丢失。</translation>
    </message>
    <message>
        <source>Enter your password to go on.</source>
        <translation>请输入密码以继续。</translation>
    </message>
    <message>
        <source>This act needs a fresh proof that it is you.</source>
        <translation>此操作需要重新验证您的身份。</translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation>尚未执行任何操作。</translation>
    </message>
    <message>
        <source>The proof that it is you was not right.</source>
        <translation>身份验证不正确。</translation>
    </message>
    <message>
        <source>The act was not carried out.</source>
        <translation>操作没有执行。</translation>
    </message>
    <message>
        <source>Tell security if it keeps happening; do not enrol this desk anew before.</source>
        <translation>如持续出现，请告知安全负责人；在此之前不要重新登记本机。</translation>
    </message>
    <message>
        <source>This desk&apos;s clock differs from Central&apos;s by {difference}.</source>
        <translation>本机时钟与中心服务相差 {difference}。</translation>
    </message>
    <message>
        <source>Try again with care; five wrong tries lock the account.</source>
        <translation>请仔细重试；连续错误五次将锁定账号。</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>您的角色不允许执行此操作。</translation>
    </message>
    <message>
        <source>The try is on record.</source>
        <translation>本次尝试已被记录。</translation>
    </message>
    <message>
        <source>Ask somebody whose role it is.</source>
        <translation>请联系有此权限的人员。</translation>
    </message>
    <message>
        <source>You still have the first password that was made for you.</source>
        <translation>您仍在使用系统分配的初始密码。</translation>
    </message>
    <message>
        <source>Nothing else is open until you choose your own.</source>
        <translation>在设置自己的密码之前，其他功能不可用。</translation>
    </message>
    <message>
        <source>Choose a password now.</source>
        <translation>请立即设置密码。</translation>
    </message>
    <message>
        <source>This field is not revealed to your role for this purpose.</source>
        <translation>您的角色不能以此用途查看该字段的明文。</translation>
    </message>
    <message>
        <source>The value stays hidden.</source>
        <translation>该值保持隐藏。</translation>
    </message>
    <message>
        <source>Work with the masked value, or ask your supervisor.</source>
        <translation>请使用脱敏值，或咨询您的主管。</translation>
    </message>
    <message>
        <source>The request is over: nobody decided, or the value was not collected in time.</source>
        <translation>申请已结束：无人审批，或未在时限内查看。</translation>
    </message>
    <message>
        <source>Ask again if you still need it.</source>
        <translation>如仍需要，请重新申请。</translation>
    </message>
    <message>
        <source>The value was collected already.</source>
        <translation>该值已被查看过。</translation>
    </message>
    <message>
        <source>It is given out once.</source>
        <translation>每次申请只提供一次。</translation>
    </message>
    <message>
        <source>The request has not been decided yet.</source>
        <translation>申请尚未审批。</translation>
    </message>
    <message>
        <source>Wait for the decision.</source>
        <translation>请等待审批。</translation>
    </message>
    <message>
        <source>The sealed value does not open on this desk.</source>
        <translation>加密的值无法在本机打开。</translation>
    </message>
    <message>
        <source>It was not meant for this request, or it was changed on its way.</source>
        <translation>它不属于本次申请，或在传输途中被更改。</translation>
    </message>
    <message>
        <source>Ask again; if this repeats, tell security.</source>
        <translation>请重新申请；如反复出现，请告知安全负责人。</translation>
    </message>
    <message>
        <source>A program that takes pictures of the screen is running: {program}.</source>
        <translation>正在运行截屏或录屏程序：{program}。</translation>
    </message>
    <message>
        <source>The value stays hidden, and the try is on record.</source>
        <translation>内容保持隐藏，本次尝试已记录。</translation>
    </message>
    <message>
        <source>Close the program, then ask again.</source>
        <translation>请关闭该程序后重新申请。</translation>
    </message>
    <message>
        <source>This desk cannot see which programs look at its screen.</source>
        <translation>这台工作站看不到有哪些程序能看到它的屏幕。</translation>
    </message>
    <message>
        <source>The value stays hidden, and it is on record.</source>
        <translation>明文不显示，此事已经记录。</translation>
    </message>
    <message>
        <source>Start Veildesk on this machine&apos;s own display and in no container; or call your administrator.</source>
        <translation>请在本机自己的屏幕上、不要在容器里启动 Veildesk；仍不行请联系管理员。</translation>
    </message>
    <message>
        <source>Today&apos;s {limit} reveals are used up.</source>
        <translation>今日 {limit} 次明文查看额度已用完。</translation>
    </message>
    <message>
        <source>Ask your supervisor.</source>
        <translation>请咨询您的主管。</translation>
    </message>
    <message>
        <source>Reveals are open from {opens} to {closes}.</source>
        <translation>明文查看的开放时间为 {opens} 至 {closes}。</translation>
    </message>
    <message>
        <source>Ask again within these hours.</source>
        <translation>请在开放时间内重新申请。</translation>
    </message>
    <message>
        <source>The customer&apos;s consent for this purpose is missing or withdrawn.</source>
        <translation>客户未就此用途给予同意，或已撤回同意。</translation>
    </message>
    <message>
        <source>Do not call; choose another card.</source>
        <translation>请勿拨打；请选择其他客户。</translation>
    </message>
    <message>
        <source>The campaign does not list this purpose for this field.</source>
        <translation>本活动没有为该字段列出此用途。</translation>
    </message>
    <message>
        <source>Choose one of the purposes that the campaign lists.</source>
        <translation>请选择活动已列出的用途。</translation>
    </message>
    <message>
        <source>Nobody decides a request of their own.</source>
        <translation>任何人不得审批自己的申请。</translation>
    </message>
    <message>
        <source>The request still waits.</source>
        <translation>申请仍在等待。</translation>
    </message>
    <message>
        <source>Another supervisor has to decide it.</source>
        <translation>须由另一位主管审批。</translation>
    </message>
    <message>
        <source>A request is not decided on the desk that made it.</source>
        <translation>不得在提出申请的同一台工作站上审批。</translation>
    </message>
    <message>
        <source>Decide it on your own desk.</source>
        <translation>请在您自己的工作站上审批。</translation>
    </message>
    <message>
        <source>This request has been decided already.</source>
        <translation>该申请已经审批。</translation>
    </message>
    <message>
        <source>The first answer counts.</source>
        <translation>以最先作出的决定为准。</translation>
    </message>
    <message>
        <source>Nothing is left to do.</source>
        <translation>无需再做任何操作。</translation>
    </message>
    <message>
        <source>This customer may be called from {opens} to {closes}.</source>
        <translation>此客户可在 {opens} 至 {closes} 之间呼叫。</translation>
    </message>
    <message>
        <source>It is another hour where the customer is; no call was made.</source>
        <translation>客户所在地现在不在此时段；没有拨出。</translation>
    </message>
    <message>
        <source>Call within these hours; take another card until then.</source>
        <translation>请在此时段内呼叫；在此之前先处理其他卡片。</translation>
    </message>
    <message>
        <source>Customers are not called on {day}.</source>
        <translation>{day} 不呼叫客户。</translation>
    </message>
    <message>
        <source>It is a holiday, or a day that your company keeps free; no call was made.</source>
        <translation>当天是节假日，或公司规定不外呼；没有拨出。</translation>
    </message>
    <message>
        <source>Call on another day.</source>
        <translation>请改日再呼叫。</translation>
    </message>
    <message>
        <source>This customer was called as often as is allowed; again from {next_at} on.</source>
        <translation>对此客户的呼叫次数已达上限；{next_at} 之后可再呼叫。</translation>
    </message>
    <message>
        <source>No call was made.</source>
        <translation>没有拨出。</translation>
    </message>
    <message>
        <source>Take another card.</source>
        <translation>请处理其他卡片。</translation>
    </message>
    <message>
        <source>This customer does not want to be called.</source>
        <translation>此客户不愿接到来电。</translation>
    </message>
    <message>
        <source>No call was made, and none will be.</source>
        <translation>没有拨出，以后也不会拨出。</translation>
    </message>
    <message>
        <source>This card has no number that can be called.</source>
        <translation>此卡片没有可呼叫的号码。</translation>
    </message>
    <message>
        <source>Take another card, and tell your supervisor.</source>
        <translation>请处理其他卡片，并告知主管。</translation>
    </message>
    <message>
        <source>The token is no good: it is unknown, used, over, or another desk&apos;s.</source>
        <translation>令牌无效：未知、已使用、已过期，或属于另一台工作站。</translation>
    </message>
    <message>
        <source>No call was made, and no number given out.</source>
        <translation>没有拨出，也没有给出号码。</translation>
    </message>
    <message>
        <source>Ask for the call again at the desk.</source>
        <translation>请在本工作站重新申请呼叫。</translation>
    </message>
    <message>
        <source>The telephone cannot call now: {reason}.</source>
        <translation>电话现在不能呼叫：{reason}。</translation>
    </message>
    <message>
        <source>The pad says what is missing; if it stays so, tell your administrator.</source>
        <translation>电话面板会说明缺什么；若一直如此，请告知管理员。</translation>
    </message>
    <message>
        <source>A call is on already.</source>
        <translation>已有通话在进行。</translation>
    </message>
    <message>
        <source>The second one was not begun.</source>
        <translation>没有发起第二个通话。</translation>
    </message>
    <message>
        <source>End it or put it on hold first.</source>
        <translation>请先结束或保持当前通话。</translation>
    </message>
    <message>
        <source>This call is over.</source>
        <translation>这次通话已经结束。</translation>
    </message>
    <message>
        <source>What you asked for was not done.</source>
        <translation>您要求的操作没有执行。</translation>
    </message>
    <message>
        <source>Choose a call in which you talk, or ask for help without one.</source>
        <translation>请选择正在进行的通话；求助也可以不针对某次通话。</translation>
    </message>
    <message>
        <source>This customer is a colleague&apos;s, and shown for the call alone.</source>
        <translation>这位客户属于同事，仅在本次通话期间显示。</translation>
    </message>
    <message>
        <source>Nothing was called, and nothing recorded.</source>
        <translation>没有拨打，也没有记录任何内容。</translation>
    </message>
    <message>
        <source>Calls, reveals and the outcome stay with the colleague; hand the call back where one is needed.</source>
        <translation>拨打、查看明文和结果登记仍由该同事负责；如有需要，请把通话转回给同事。</translation>
    </message>
    <message>
        <source>No telephone on a table is yours.</source>
        <translation>没有绑定给您的桌面电话。</translation>
    </message>
    <message>
        <source>Ask your administrator to bind one to you.</source>
        <translation>请让管理员为您绑定一部。</translation>
    </message>
    <message>
        <source>The customer has not agreed in this call.</source>
        <translation>客户在本次通话中尚未同意。</translation>
    </message>
    <message>
        <source>Nothing that the customer says is stored before a yes (C1).</source>
        <translation>客户同意之前，不保存其所说的任何内容（C1）。</translation>
    </message>
    <message>
        <source>Read the wording and note the answer; after a no, record how the call ended, without a note.</source>
        <translation>请宣读告知内容并记下答复；客户不同意时，只记录通话如何结束，不写备注。</translation>
    </message>
    <message>
        <source>Your company&apos;s policy lets nobody listen to calls.</source>
        <translation>公司策略不允许旁听通话。</translation>
    </message>
    <message>
        <source>Nothing was heard, and nobody was told.</source>
        <translation>没有听到任何内容，也没有通知任何人。</translation>
    </message>
    <message>
        <source>Who decides over policy can allow it; an agent who wants help can let you into his call.</source>
        <translation>负责策略的人可以放开；需要帮助的座席也可以请您进入他的通话。</translation>
    </message>
    <message>
        <source>The customer has not agreed that others hear this call.</source>
        <translation>客户没有同意让别人听到本次通话。</translation>
    </message>
    <message>
        <source>Nothing was heard. The script has not asked him about it, or he has not said yes.</source>
        <translation>没有听到任何内容。话术没有问到这一点，或者客户没有表示同意。</translation>
    </message>
    <message>
        <source>Wait for his yes, or let the agent ask you in.</source>
        <translation>等客户同意，或者由座席请您进入通话。</translation>
    </message>
    <message>
        <source>This call is over, or nobody talks in it yet.</source>
        <translation>这次通话已经结束，或者还没有接通。</translation>
    </message>
    <message>
        <source>Nothing was heard.</source>
        <translation>没有听到任何内容。</translation>
    </message>
    <message>
        <source>Look at the team again and choose a call that is on.</source>
        <translation>再看一下团队，选一个正在进行的通话。</translation>
    </message>
    <message>
        <source>There is no recording of this call, or it was destroyed.</source>
        <translation>这通电话没有录音，或录音已经销毁。</translation>
    </message>
    <message>
        <source>Nothing of it can be heard.</source>
        <translation>没有可以收听的内容。</translation>
    </message>
    <message>
        <source>Choose another call.</source>
        <translation>请选择另一通电话。</translation>
    </message>
    <message>
        <source>The leave to hear this recording is over.</source>
        <translation>收听这段录音的许可已经到期。</translation>
    </message>
    <message>
        <source>Nothing more of it is given out to this desk.</source>
        <translation>不会再向这台工作站提供任何内容。</translation>
    </message>
    <message>
        <source>Ask for it again.</source>
        <translation>请重新申请。</translation>
    </message>
    <message>
        <source>A piece of the recording does not open.</source>
        <translation>录音中有一段无法打开。</translation>
    </message>
    <message>
        <source>It was changed, or is not where it belongs. Playing stopped before it.</source>
        <translation>它被改动过，或不在应有的位置。播放已在它之前停止。</translation>
    </message>
    <message>
        <source>Tell security.</source>
        <translation>请告知安全部门。</translation>
    </message>
    <message>
        <source>This machine has no sound device to play through.</source>
        <translation>这台电脑没有可用于播放的声音设备。</translation>
    </message>
    <message>
        <source>Nothing was played, and nothing was fetched.</source>
        <translation>没有播放，也没有取回任何内容。</translation>
    </message>
    <message>
        <source>Connect a headset and try again.</source>
        <translation>请连接耳机后重试。</translation>
    </message>
    <message>
        <source>Events are missing before this batch.</source>
        <translation>这批事件之前缺少事件。</translation>
    </message>
    <message>
        <source>It was not taken; nothing is lost.</source>
        <translation>这批事件未被接收；没有任何内容丢失。</translation>
    </message>
    <message>
        <source>Send on from event {next_seq}.</source>
        <translation>系统将从第 {next_seq} 号事件起继续发送。</translation>
    </message>
    <message>
        <source>Event {seq} is already on record with other content.</source>
        <translation>第 {seq} 号事件已有内容不同的记录。</translation>
    </message>
    <message>
        <source>Both versions are kept and the desk is frozen.</source>
        <translation>两个版本均已保留，本机已被冻结。</translation>
    </message>
    <message>
        <source>The batch of events is not whole: {reason}.</source>
        <translation>这批事件不完整：{reason}。</translation>
    </message>
    <message>
        <source>It is sent again; if this repeats, tell your administrator.</source>
        <translation>系统会重新发送；如反复出现，请告知管理员。</translation>
    </message>
    <message>
        <source>Central&apos;s receipt for the events does not hold.</source>
        <translation>中心服务出具的事件回执无效。</translation>
    </message>
    <message>
        <source>They stay on this desk as not delivered.</source>
        <translation>这些事件仍保留在本机，视为未送达。</translation>
    </message>
    <message>
        <source>Tell security: the trail must be checked.</source>
        <translation>请告知安全负责人：需要核查审计记录。</translation>
    </message>
    <message>
        <source>The log&apos;s checkpoint does not hold: {reason}.</source>
        <translation>日志的检查点不成立：{reason}。</translation>
    </message>
    <message>
        <source>It was not accepted, and nothing was marked as delivered.</source>
        <translation>检查点未被接受，没有任何事件标记为已送达。</translation>
    </message>
    <message>
        <source>Central&apos;s log is not the one that was seen before: {reason}.</source>
        <translation>中心服务的日志与之前见过的不一致：{reason}。</translation>
    </message>
    <message>
        <source>Somebody may have changed the record. Both versions are kept as evidence, and nothing is delivered.</source>
        <translation>记录可能被人篡改。两个版本都已留作证据，在此期间不再送出任何事件。</translation>
    </message>
    <message>
        <source>Call security now; they compare the evidence.</source>
        <translation>请立即联系安全负责人，由其比对证据。</translation>
    </message>
    <message>
        <source>The log&apos;s checkpoint has {found} of {needed} witnesses&apos; signatures.</source>
        <translation>日志的检查点需要 {needed} 个见证人签名，目前只有 {found} 个。</translation>
    </message>
    <message>
        <source>The events wait on this desk until witnesses have signed.</source>
        <translation>事件保存在本机，等待见证人签名。</translation>
    </message>
    <message>
        <source>Wait; if this lasts longer than a few minutes, tell security.</source>
        <translation>请稍候；若几分钟后仍未恢复，请告知安全负责人。</translation>
    </message>
    <message>
        <source>Central&apos;s log does not fit together: {reason}.</source>
        <translation>中心服务的日志前后不符：{reason}。</translation>
    </message>
    <message>
        <source>Central does not serve, so that nothing is added to a record that was changed.</source>
        <translation>中心服务已停止，以免在被改动的记录上继续追加。</translation>
    </message>
    <message>
        <source>Keep the database as it is and call security; &apos;veildesk-central audit verify&apos; says more.</source>
        <translation>请保持数据库原样并联系安全负责人；“veildesk-central audit verify”会给出详情。</translation>
    </message>
    <message>
        <source>The events before index {minimum} are not kept any longer.</source>
        <translation>序号 {minimum} 之前的事件已不再保存。</translation>
    </message>
    <message>
        <source>Their time was over by policy; the log keeps their hashes, so that every proof still holds.</source>
        <translation>按策略其保存期已满；日志保留了它们的哈希值，所有证明依然有效。</translation>
    </message>
    <message>
        <source>Ask for later ones.</source>
        <translation>请查询之后的事件。</translation>
    </message>
    <message>
        <source>Central cannot be reached.</source>
        <translation>无法连接中心服务。</translation>
    </message>
    <message>
        <source>Check the network and the VPN.</source>
        <translation>请检查网络和 VPN。</translation>
    </message>
    <message>
        <source>Central has not answered in {seconds} seconds.</source>
        <translation>中心服务 {seconds} 秒内没有应答。</translation>
    </message>
    <message>
        <source>It is not known whether the act was carried out; it is asked again.</source>
        <translation>尚不确定操作是否已执行；系统会再次确认。</translation>
    </message>
    <message>
        <source>Wait a moment.</source>
        <translation>请稍候。</translation>
    </message>
    <message>
        <source>Central cannot use its records: {reason}.</source>
        <translation>中心服务无法使用其记录：{reason}。</translation>
    </message>
    <message>
        <source>Nothing recorded is lost; what you do is kept here and sent later.</source>
        <translation>已记录的内容不会丢失；您的操作保存在本机，稍后发送。</translation>
    </message>
    <message>
        <source>Wait a moment; if it lasts, tell your administrator.</source>
        <translation>请稍候；如持续如此，请告知管理员。</translation>
    </message>
    <message>
        <source>What answers is not our Central: {reason}.</source>
        <translation>应答方不是我们的中心服务：{reason}。</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何内容。</translation>
    </message>
    <message>
        <source>Do not work on this network; tell security.</source>
        <translation>请勿在此网络上工作，并告知安全负责人。</translation>
    </message>
    <message>
        <source>Central&apos;s answer makes no sense.</source>
        <translation>中心服务的应答无法识别。</translation>
    </message>
    <message>
        <source>Try again; if this repeats, tell your administrator.</source>
        <translation>请重试；如反复出现，请告知管理员。</translation>
    </message>
    <message>
        <source>The way to Central does not lead through the VPN (now: {interface}).</source>
        <translation>通往中心服务的线路没有经过 VPN（当前：{interface}）。</translation>
    </message>
    <message>
        <source>Nothing is sent and no card is shown; what you did is kept here and sent later.</source>
        <translation>不发送任何数据，也不显示卡片；您所做的都保存在本机，稍后发送。</translation>
    </message>
    <message>
        <source>Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator.</source>
        <translation>请连接 VPN，工作站会自动继续。如果 VPN 已连接，请告知管理员。</translation>
    </message>
    <message>
        <source>Central sees this desk at {address}, which is outside the VPN.</source>
        <translation>中心服务看到本工作站的地址是 {address}，不在 VPN 之内。</translation>
    </message>
    <message>
        <source>It gives out no customer data there; the try is on record.</source>
        <translation>中心服务不向该地址提供客户数据；这次尝试已记录在案。</translation>
    </message>
    <message>
        <source>Connect the VPN and try again; if it is connected, tell your administrator.</source>
        <translation>请连接 VPN 后重试；如果 VPN 已连接，请告知管理员。</translation>
    </message>
    <message>
        <source>This desk&apos;s machine is not protected as your company asks: {check}.</source>
        <translation>这台机器的保护没有达到公司的要求：{check}。</translation>
    </message>
    <message>
        <source>Central gives it no customer data; the try is on record.</source>
        <translation>中心服务不向它提供客户数据；这次尝试已记录。</translation>
    </message>
    <message>
        <source>Run &apos;veildesk doctor&apos; here, or tell your administrator; it says what to do.</source>
        <translation>请在这台机器上运行“veildesk doctor”，或告知管理员；它会说明该怎么做。</translation>
    </message>
    <message>
        <source>This desk&apos;s journal ends at event {present}, but it had held event {known}.</source>
        <translation>本机的操作日志止于第 {present} 条，但此前曾记录到第 {known} 条。</translation>
    </message>
    <message>
        <source>It is an older copy, so nobody works here; security is told.</source>
        <translation>这是一份旧副本，因此本机停用，并已通知安全负责人。</translation>
    </message>
    <message>
        <source>Call security; do not delete the desk&apos;s folder.</source>
        <translation>请联系安全负责人；不要删除本机的数据文件夹。</translation>
    </message>
    <message>
        <source>{waiting} events wait for Central, the oldest for {hours} hours.</source>
        <translation>有 {waiting} 条操作记录尚未送达中心服务，最早一条已等待 {hours} 小时。</translation>
    </message>
    <message>
        <source>Nothing is lost; no value is shown until Central has them.</source>
        <translation>记录没有丢失；在中心服务收到之前，本机不再显示任何明文。</translation>
    </message>
    <message>
        <source>Connect this desk to Central; it sends them by itself.</source>
        <translation>请让本机连上中心服务，记录会自动发送。</translation>
    </message>
    <message>
        <source>{waiting} events of this desk have not reached Central.</source>
        <translation>本机有 {waiting} 条操作记录尚未送达中心服务。</translation>
    </message>
    <message>
        <source>Nothing was erased.</source>
        <translation>没有擦除任何数据。</translation>
    </message>
    <message>
        <source>Connect this desk to Central, then erase again.</source>
        <translation>请让本机连上中心服务，然后再次擦除。</translation>
    </message>
    <message>
        <source>This desk has no system keyring: {reason}.</source>
        <translation>本机没有系统密钥环：{reason}。</translation>
    </message>
    <message>
        <source>Veildesk keeps no key in a plain file, so it does not start.</source>
        <translation>Veildesk 不会把密钥存放在普通文件中，因此无法启动。</translation>
    </message>
    <message>
        <source>Install and unlock one (Linux: gnome-keyring or KWallet), then start again.</source>
        <translation>请安装并解锁密钥环（Linux：gnome-keyring 或 KWallet），然后重新启动。</translation>
    </message>
    <message>
        <source>Another program debugs this desk.</source>
        <translation>有别的程序正在调试这台工作站程序。</translation>
    </message>
    <message>
        <source>It could read whatever is shown, so the desk does not open.</source>
        <translation>它能读到显示的任何内容，所以工作站程序不会打开。</translation>
    </message>
    <message>
        <source>Close Veildesk and start it by itself; tell security if you started no such program.</source>
        <translation>请关闭 Veildesk 后单独启动；如果您没有启动过这样的程序，请告诉安全负责人。</translation>
    </message>
    <message>
        <source>The password does not open your vault on this desk.</source>
        <translation>该密码无法打开您在本机的保险库。</translation>
    </message>
    <message>
        <source>Try again; if you changed your password on another desk, sign in with the new one online.</source>
        <translation>请重试；如您在其他工作站上更改过密码，请联网使用新密码登录。</translation>
    </message>
    <message>
        <source>Your vault on this desk is damaged: {reason}.</source>
        <translation>您在本机的保险库已损坏：{reason}。</translation>
    </message>
    <message>
        <source>The file was left as it is.</source>
        <translation>文件保持原样，未作更改。</translation>
    </message>
    <message>
        <source>Tell your administrator before you do anything else; do not delete it.</source>
        <translation>请先告知管理员，不要做其他操作，也不要删除文件。</translation>
    </message>
    <message>
        <source>It does not open here, and was left as it is.</source>
        <translation>它无法在本机打开，已保持原样。</translation>
    </message>
    <message>
        <source>Sign in without it; your cards come from Central.</source>
        <translation>请不使用它直接登录；您的客户会从中心服务同步。</translation>
    </message>
    <message>
        <source>This vault was written by a newer Veildesk.</source>
        <translation>该保险库由更新版本的 Veildesk 写入。</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>它已保持原样。</translation>
    </message>
    <message>
        <source>Update Veildesk on this desk.</source>
        <translation>请更新本机的 Veildesk。</translation>
    </message>
    <message>
        <source>Another Veildesk has this vault open.</source>
        <translation>另一个 Veildesk 正在使用该保险库。</translation>
    </message>
    <message>
        <source>Use the window that is open already.</source>
        <translation>请使用已经打开的窗口。</translation>
    </message>
    <message>
        <source>You have no vault on this desk yet.</source>
        <translation>您在本机还没有保险库。</translation>
    </message>
    <message>
        <source>You cannot work offline here.</source>
        <translation>您不能在本机离线工作。</translation>
    </message>
    <message>
        <source>Sign in once with a connection to Central.</source>
        <translation>请先联网登录一次。</translation>
    </message>
    <message>
        <source>This desk cannot write to its disk: {reason}.</source>
        <translation>本机无法写入磁盘：{reason}。</translation>
    </message>
    <message>
        <source>The act was not carried out, because it could not be recorded first.</source>
        <translation>操作没有执行，因为无法先行记录。</translation>
    </message>
    <message>
        <source>Free some space or ask your administrator, then try again.</source>
        <translation>请释放一些空间或联系管理员，然后重试。</translation>
    </message>
    <message>
        <source>The data folder {folder} is not as it should be: {reason}.</source>
        <translation>数据文件夹 {folder} 状态异常：{reason}。</translation>
    </message>
    <message>
        <source>{remedy}</source>
        <translation>{remedy}</translation>
    </message>
    <message>
        <source>The data source {source} is not registered, or is revoked.</source>
        <translation>数据来源 {source} 未登记或已被撤销。</translation>
    </message>
    <message>
        <source>Nothing is imported from it, and nobody it named is called.</source>
        <translation>不会从中导入数据，也不会呼叫其中的任何人。</translation>
    </message>
    <message>
        <source>Choose another card; administrators register sources with &apos;veildesk-central source add&apos;.</source>
        <translation>请选择其他卡片；管理员可用 veildesk-central source add 登记来源。</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>没有导入任何内容。</translation>
    </message>
    <message>
        <source>There is no campaign {campaign}.</source>
        <translation>没有名为 {campaign} 的活动。</translation>
    </message>
    <message>
        <source>What is done on this desk is kept and sent later; what needs Central waits.</source>
        <translation>在本机所做的会保存并在稍后发送；需要中心服务的操作请稍后再试。</translation>
    </message>
    <message>
        <source>This vault belongs to another desk, or was erased.</source>
        <translation>该保险库属于另一台工作站，或已被擦除。</translation>
    </message>
    <message>
        <source>List them with &apos;veildesk-central campaign list&apos;.</source>
        <translation>请使用 veildesk-central campaign list 查看活动。</translation>
    </message>
    <message>
        <source>The purpose does not allow these columns: {columns}.</source>
        <translation>该用途不允许这些列：{columns}。</translation>
    </message>
    <message>
        <source>Nothing was imported (minimum necessary, C3).</source>
        <translation>没有导入任何内容（最小必要原则，C3）。</translation>
    </message>
    <message>
        <source>Remove them from the file, or have the campaign&apos;s purposes changed.</source>
        <translation>请从文件中删除这些列，或申请变更活动的用途。</translation>
    </message>
    <message>
        <source>The file {file} cannot be read: {reason}.</source>
        <translation>无法读取文件 {file}：{reason}。</translation>
    </message>
    <message>
        <source>It is in the way of something that exists: {reason}.</source>
        <translation>与已有内容冲突：{reason}。</translation>
    </message>
    <message>
        <source>Look at the present state and decide anew.</source>
        <translation>请查看当前状态后重新决定。</translation>
    </message>
    <message>
        <source>The setting {setting} is not right: {reason}.</source>
        <translation>设置 {setting} 不正确：{reason}。</translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation>发生了意外情况。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, tell your administrator.</source>
        <translation>请重试；如再次出现，请告知管理员。</translation>
    </message>
</context>
<context>
    <name>FactsView</name>
    <message>
        <source>Agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Consent before</source>
        <translation>事先同意</translation>
    </message>
    <message>
        <source>in the call before, {call}</source>
        <translation>在上一通通话 {call} 中</translation>
    </message>
    <message>
        <source>Answer in the call</source>
        <translation>通话中答复</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>none recorded</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>{consent}, withdrawn {day}</source>
        <translation>{consent}，{day} 撤回</translation>
    </message>
    <message>
        <source>the wording that was read is not the campaign&apos;s of today</source>
        <translation>当时宣读的告知语不是该活动现行版本</translation>
    </message>
</context>
<context>
    <name>FieldList</name>
    <message>
        <source>Reveal…  F8</source>
        <translation>查看…  F8</translation>
    </message>
    <message>
        <source>Reveal…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>Reveal {field}</source>
        <translation>查看{field}明文</translation>
    </message>
    <message>
        <source>Asks for your password and is recorded</source>
        <translation>需要验证密码，并会被记录</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>Listen</source>
        <translation>收听</translation>
    </message>
    <message>
        <source>Call {number} of {who}, {moment}</source>
        <translation>{who}的通话 {number}，{moment}</translation>
    </message>
    <message>
        <source>that came in</source>
        <translation>（来电）</translation>
    </message>
    <message>
        <source>Listening needs your password, and is on record.</source>
        <translation>收听需要输入密码，并会留下记录。</translation>
    </message>
    <message>
        <source>Nothing can be heard of this call; judge it by what is on record.</source>
        <translation>这通电话没有录音，请依据现有记录评分。</translation>
    </message>
    <message>
        <source>The call&apos;s trail</source>
        <translation>通话轨迹</translation>
    </message>
    <message>
        <source>Version {version}: {score}, by {who}, {moment}</source>
        <translation>第 {version} 版：{score}，{who}，{moment}</translation>
    </message>
    <message>
        <source>What you record becomes version {version} beside it; nothing is overwritten.</source>
        <translation>您提交的将作为第 {version} 版并存，不覆盖任何内容。</translation>
    </message>
    <message>
        <source>The agent answers to version {version}: {text}</source>
        <translation>座席对第 {version} 版的申诉：{text}</translation>
    </message>
    <message>
        <source>You hear {number} of {who}. Reason, time and how far you listen are recorded.</source>
        <translation>您将收听{who}的 {number}。原因、时间和听到哪里都会留下记录。</translation>
    </message>
    <message>
        <source>Why you listen, for the record</source>
        <translation>为什么收听（留作记录）</translation>
    </message>
    <message>
        <source>Inspection of {number}</source>
        <translation>质检 {number}</translation>
    </message>
    <message>
        <source>Only you hear it, here and now. That you listen, and how far, is recorded.</source>
        <translation>只有您此时此地能听到。您在收听、听到哪里，都会留下记录。</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search  (Ctrl+K)</source>
        <translation>搜索（Ctrl+K）</translation>
    </message>
    <message>
        <source>Search the queue</source>
        <translation>搜索队列</translation>
    </message>
    <message>
        <source>Filter by tag</source>
        <translation>按标签筛选</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>按状态筛选</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
</context>
<context>
    <name>FilterForm</name>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>最近 90 天</translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>自定义时段…</translation>
    </message>
    <message>
        <source>Every act</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Any outcome</source>
        <translation>任何结果</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Customer or reveal</source>
        <translation>客户或明文申请</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>IP 地址</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Name or username</source>
        <translation>姓名或用户名</translation>
    </message>
    <message>
        <source>Card&apos;s number, or R-2291</source>
        <translation>卡片编号，或 R-2291</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>Gaps</name>
    <message>
        <source>This campaign has no purpose for which that field may be seen.</source>
        <translation>此活动没有可查看该字段的用途。</translation>
    </message>
    <message>
        <source>Say why, in two characters at least: it goes on record.</source>
        <translation>请填写理由（至少两个字），将记录在案。</translation>
    </message>
    <message>
        <source>Fill in the first line, with two characters at least: it goes on record.</source>
        <translation>请填写第一行（至少两个字），将记录在案。</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>请输入您的密码。</translation>
    </message>
    <message>
        <source>Enter the six digits of your authenticator.</source>
        <translation>请输入身份验证器上的六位数字。</translation>
    </message>
</context>
<context>
    <name>Grounds</name>
    <message>
        <source>Source</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>{purpose}: no consent on record</source>
        <translation>{purpose}：没有授权记录</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>{purpose}, withdrawn {day}</source>
        <translation>{purpose}，{day} 撤回</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>已授权</translation>
    </message>
    <message>
        <source>{purpose}, {day}, {how}, wording {wording}</source>
        <translation>{purpose}，{day}，{how}，告知文本 {wording}</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>{day}: to be destroyed</source>
        <translation>{day}，应予销毁</translation>
    </message>
    <message>
        <source>{day}, {count} days left</source>
        <translation>{day}，剩余 {count} 天</translation>
    </message>
    <message>
        <source>Soon</source>
        <translation>即将到期</translation>
    </message>
</context>
<context>
    <name>GuardWords</name>
    <message>
        <source>A USB storage device was plugged in{name}.</source>
        <translation>检测到 U 盘或其他 USB 存储设备{name}。</translation>
    </message>
    <message>
        <source>A USB disk was plugged in{name}.</source>
        <translation>检测到 USB 移动硬盘{name}。</translation>
    </message>
    <message>
        <source>A telephone or player that takes files was plugged in{name}.</source>
        <translation>检测到可传输文件的手机或播放器{name}。</translation>
    </message>
    <message>
        <source>A camera, or a telephone as a camera, was plugged in{name}.</source>
        <translation>检测到相机，或以相机方式连接的手机{name}。</translation>
    </message>
    <message>
        <source>A card reader was plugged in{name}.</source>
        <translation>检测到读卡器{name}。</translation>
    </message>
    <message>
        <source>A memory card was put in{name}.</source>
        <translation>检测到插入存储卡{name}。</translation>
    </message>
    <message>
        <source>A telephone that shares its network was plugged in{name}.</source>
        <translation>检测到共享网络的手机{name}。</translation>
    </message>
    <message>
        <source>A removable disk was plugged in{name}.</source>
        <translation>检测到可移动磁盘{name}。</translation>
    </message>
    <message>
        <source>A disk or network folder was connected{name}.</source>
        <translation>检测到新挂载的磁盘或网络文件夹{name}。</translation>
    </message>
    <message>
        <source>A program that takes pictures of the screen is running{name}.</source>
        <translation>检测到正在运行的截屏或录屏程序{name}。</translation>
    </message>
    <message>
        <source>The key that takes a picture of the screen was pressed beside a value{name}.</source>
        <translation>显示号码等内容时按下了截屏键{name}。</translation>
    </message>
    <message>
        <source>A program asked the desktop for a picture of the screen, or to share it{name}.</source>
        <translation>有程序请求桌面截取或共享屏幕{name}。</translation>
    </message>
    <message>
        <source>This desk cannot see what is plugged in.</source>
        <translation>本机无法检查接入了哪些设备。</translation>
    </message>
    <message>
        <source>This desk cannot see which disks are connected.</source>
        <translation>本机无法检查挂载了哪些磁盘。</translation>
    </message>
    <message>
        <source>This desk cannot see who takes pictures of the screen.</source>
        <translation>本机无法检查是否有程序在截屏。</translation>
    </message>
    <message>
        <source>It is recorded. Take it out, then enter your password; until then the desk stays locked.</source>
        <translation>已记录。请先拔出，再输入密码；在此之前工作站保持锁定。</translation>
    </message>
    <message>
        <source>It is gone now, and recorded. Enter your password to go on; your work is safe.</source>
        <translation>现已移除，并已记录。请输入密码继续；您的工作内容已保存。</translation>
    </message>
    <message>
        <source>It is recorded. Take it out and go on; if it is not yours, call security.</source>
        <translation>已记录。请拔出后继续；如果不是您的，请联系安全负责人。</translation>
    </message>
    <message>
        <source>It is recorded. Disconnect it and go on; if it is not yours, call security.</source>
        <translation>已记录。请断开后继续；如果不是您的，请联系安全负责人。</translation>
    </message>
    <message>
        <source>The value was closed and it is recorded. Close the program, then ask again.</source>
        <translation>内容已关闭，并已记录。请关闭该程序后重新申请。</translation>
    </message>
    <message>
        <source>It is recorded. Start the desk again; if this repeats, call your administrator.</source>
        <translation>已记录。请重新启动工作站；如仍出现，请联系管理员。</translation>
    </message>
    <message>
        <source> ({name})</source>
        <translation>（{name}）</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>due {moment}</source>
        <translation>应联系 {moment}</translation>
    </message>
</context>
<context>
    <name>HelpLine</name>
    <message>
        <source>The call is over, and the wish for help with it.</source>
        <translation>通话已结束，求助随之撤回。</translation>
    </message>
    <message>
        <source>{name} comes to help you.</source>
        <translation>{name}将来协助你。</translation>
    </message>
    <message>
        <source>Help is asked for. Your supervisors see it at once.</source>
        <translation>已求助，主管会立即看到。</translation>
    </message>
    <message>
        <source>Help is no longer asked for.</source>
        <translation>已撤回求助。</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>No contact so far.</source>
        <translation>暂无联系记录。</translation>
    </message>
    <message>
        <source>Recorded on this desk, waiting to be sent</source>
        <translation>已记录在本机，等待发送</translation>
    </message>
    <message>
        <source>Call back {moment}. {note}</source>
        <translation>回访时间 {moment}。{note}</translation>
    </message>
</context>
<context>
    <name>HourPlot</name>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n 次操作</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused or failed</source>
        <translation>
            <numerusform>%n 次被拒绝或失败</numerusform>
        </translation>
    </message>
    <message>
        <source>{moment}: {acts}, {bad}</source>
        <translation>{moment}：{acts}，其中{bad}</translation>
    </message>
    <message>
        <source>{moment}: {acts}</source>
        <translation>{moment}：{acts}</translation>
    </message>
    <message>
        <source>most: {count}</source>
        <translation>最多：{count}</translation>
    </message>
    <message>
        <source>Acts by hour: {count} in all; most at {bar}</source>
        <translation>每小时操作数：共 {count} 次；最多为 {bar}</translation>
    </message>
    <message>
        <source>Acts by hour: none</source>
        <translation>每小时操作数：无</translation>
    </message>
</context>
<context>
    <name>InspectionFilters</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Customer&apos;s answer</source>
        <translation>客户答复</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>By lot</source>
        <translation>随机抽检</translation>
    </message>
    <message>
        <source>Name or username</source>
        <translation>姓名或用户名</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽取</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>最近 90 天</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>有录音</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>无录音</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n 通</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InspectionNews</name>
    <message>
        <source>Your call {number} was inspected: {score} of 100.</source>
        <translation>您的通话 {number} 已质检：{score} 分（满分 100）。</translation>
    </message>
    <message>
        <source>See results  (Ctrl+R)</source>
        <translation>查看结果（Ctrl+R）</translation>
    </message>
</context>
<context>
    <name>InspectionPage</name>
    <message>
        <source>Inspection</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Calls that were answered and are over. Every search, lot and opened call is itself on record.</source>
        <translation>已接通且已结束的通话。每次搜索、抽检和打开通话都会留下记录。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Customer&apos;s answer</source>
        <translation>客户答复</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Older calls</source>
        <translation>更早的通话</translation>
    </message>
    <message>
        <source>No call was found</source>
        <translation>没有找到通话</translation>
    </message>
    <message>
        <source>Widen the time, or clear a filter.</source>
        <translation>请放宽时间范围，或清除某个筛选条件。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Drawn by lot: {count} of {all}. The lot is on record.</source>
        <translation>已从 {all} 通中随机抽取 {count} 通，抽取过程已记录。</translation>
    </message>
</context>
<context>
    <name>InspectionWords</name>
    <message>
        <source>fatal</source>
        <translation>一票否决</translation>
    </message>
    <message>
        <source>Answered, then judged anew</source>
        <translation>已申诉，已复评</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已申诉</translation>
    </message>
    <message>
        <source>Consent wording read</source>
        <translation>告知与同意</translation>
    </message>
    <message>
        <source>Purpose, scope, retention and recording, before anything was asked; the answer noted as given.</source>
        <translation>先告知目的、范围、保存期限和录音，再询问其他内容；如实记录客户答复。</translation>
    </message>
    <message>
        <source>Who calls, and whom</source>
        <translation>身份说明与核对</translation>
    </message>
    <message>
        <source>Company and name said; the customer recognised before any matter of his was spoken of.</source>
        <translation>报出公司和姓名；先核对客户身份，再谈其事项。</translation>
    </message>
    <message>
        <source>Truthfulness</source>
        <translation>如实介绍</translation>
    </message>
    <message>
        <source>What was said of product, price and terms is so, and is whole.</source>
        <translation>产品、价格、条款的介绍属实且完整。</translation>
    </message>
    <message>
        <source>No forbidden promises</source>
        <translation>无违规承诺</translation>
    </message>
    <message>
        <source>No promise of returns, results or exceptions; no threat, no pressure.</source>
        <translation>不承诺收益、效果或例外；不威胁、不施压。</translation>
    </message>
    <message>
        <source>Courtesy</source>
        <translation>服务礼貌</translation>
    </message>
    <message>
        <source>Let the customer finish, took a no as a no, stayed calm.</source>
        <translation>让客户把话说完，尊重拒绝，保持平和。</translation>
    </message>
    <message>
        <source>Care with data</source>
        <translation>信息保护</translation>
    </message>
    <message>
        <source>Asked for no more than needed, read no number aloud, revealed only with reason.</source>
        <translation>不多问，不读出号码，仅在有理由时查看明文。</translation>
    </message>
    <message>
        <source>Record keeping</source>
        <translation>记录完整</translation>
    </message>
    <message>
        <source>Outcome, note and callback say what was agreed.</source>
        <translation>结果、备注和回访时间与约定一致。</translation>
    </message>
    <message>
        <source>To inspect</source>
        <translation>待质检</translation>
    </message>
    <message>
        <source>Inspected</source>
        <translation>已质检</translation>
    </message>
    <message>
        <source>Agent objects</source>
        <translation>座席申诉</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Not noted</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>{score}, failed</source>
        <translation>{score}，不合格</translation>
    </message>
</context>
<context>
    <name>JoinStrip</name>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Listen no longer</source>
        <translation>停止旁听</translation>
    </message>
    <message>
        <source>Leave the call</source>
        <translation>离开通话</translation>
    </message>
    <message>
        <source>{who}&apos;s desk is being told first…</source>
        <translation>正在先告知{who}的工作站…</translation>
    </message>
    <message>
        <source>You listen to {who}&apos;s call, and {who} sees it.</source>
        <translation>您正在旁听{who}的通话，{who}看得到。</translation>
    </message>
    <message>
        <source>You are in {who}&apos;s call. The customer hears you.</source>
        <translation>您已进入{who}的通话，客户能听到您。</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation>拨号键盘</translation>
    </message>
    <message>
        <source>Key {tone}</source>
        <translation>按键 {tone}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation>转到队列</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>上下移动</translation>
    </message>
    <message>
        <source>Open the card, fold a section</source>
        <translation>打开客户卡、展开或收起分组</translation>
    </message>
    <message>
        <source>Card and outcome</source>
        <translation>客户卡与结果</translation>
    </message>
    <message>
        <source>Reveal the telephone number</source>
        <translation>查看电话号码</translation>
    </message>
    <message>
        <source>Choose the outcome</source>
        <translation>选择联系结果</translation>
    </message>
    <message>
        <source>Filter by tag, by state</source>
        <translation>按标签、按状态筛选</translation>
    </message>
    <message>
        <source>The customer agrees, does not</source>
        <translation>客户同意、不同意</translation>
    </message>
    <message>
        <source>Scroll the card</source>
        <translation>滚动客户卡</translation>
    </message>
    <message>
        <source>Write the note</source>
        <translation>填写备注</translation>
    </message>
    <message>
        <source>Save the outcome</source>
        <translation>保存联系结果</translation>
    </message>
    <message>
        <source>See one value</source>
        <translation>查看一项明文</translation>
    </message>
    <message>
        <source>Reveal another field</source>
        <translation>查看其他字段</translation>
    </message>
    <message>
        <source>Next field, then ask</source>
        <translation>下一项，最后提交申请</translation>
    </message>
    <message>
        <source>Hide the value at once; withdraw; close</source>
        <translation>立即隐藏明文；撤回申请；关闭</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Go to the first request</source>
        <translation>转到第一项申请</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Come to help the chosen one</source>
        <translation>前去协助所选座席</translation>
    </message>
    <message>
        <source>Join the call in which the chosen one wants help</source>
        <translation>进入所选成员求助的通话</translation>
    </message>
    <message>
        <source>Listen to the chosen one&apos;s call</source>
        <translation>旁听所选成员的通话</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Older calls</source>
        <translation>更早的通话</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Inspect the chosen call</source>
        <translation>质检选中的通话</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>收听</translation>
    </message>
    <message>
        <source>Play or stop, ten seconds back</source>
        <translation>播放或暂停，后退十秒</translation>
    </message>
    <message>
        <source>Mark this place</source>
        <translation>标记此处</translation>
    </message>
    <message>
        <source>Go to a mark, drop it</source>
        <translation>跳到标记，删除标记</translation>
    </message>
    <message>
        <source>Record the inspection</source>
        <translation>提交质检</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>质检结果</translation>
    </message>
    <message>
        <source>Results of inspections</source>
        <translation>质检结果</translation>
    </message>
    <message>
        <source>Open the chosen result</source>
        <translation>打开选中的结果</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>提交申诉</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Search, in any field</source>
        <translation>在任一栏中回车即搜索</translation>
    </message>
    <message>
        <source>Desks</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>Go to the list</source>
        <translation>转到列表</translation>
    </message>
    <message>
        <source>Listen to the chosen call</source>
        <translation>收听选中的通话</translation>
    </message>
    <message>
        <source>Ticket for a new desk</source>
        <translation>新工作站凭证</translation>
    </message>
    <message>
        <source>Revoke the chosen desk</source>
        <translation>吊销所选工作站</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Unlock the chosen account</source>
        <translation>解锁所选账号</translation>
    </message>
    <message>
        <source>Freeze, unfreeze it</source>
        <translation>冻结、解除冻结</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Next control, the one before</source>
        <translation>下一个、上一个控件</translation>
    </message>
    <message>
        <source>Ask Central now</source>
        <translation>立即与中心服务同步</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>本列表</translation>
    </message>
    <message>
        <source>Close what lies on top</source>
        <translation>关闭最上层窗口</translation>
    </message>
    <message>
        <source>Turn to a page</source>
        <translation>切换页面</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
</context>
<context>
    <name>KeysForm</name>
    <message>
        <source>Keys of the telephone</source>
        <translation>电话快捷键</translation>
    </message>
    <message>
        <source>Key for: {act}</source>
        <translation>按键：{act}</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>请按键</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>所有程序</translation>
    </message>
    <message>
        <source>In every program: {act}</source>
        <translation>在所有程序中：{act}</translation>
    </message>
    <message>
        <source>The usual keys</source>
        <translation>恢复默认按键</translation>
    </message>
    <message>
        <source>They work while a window of Veildesk has the keyboard; those marked everywhere, in other programs too.</source>
        <translation>Veildesk 的窗口处于前台时有效；勾选“所有程序”的按键在其他程序中也有效。</translation>
    </message>
    <message>
        <source>They work while a window of Veildesk has the keyboard. This desktop gives no program keys elsewhere.</source>
        <translation>仅当 Veildesk 的窗口处于前台时有效。此桌面环境不允许程序在别处接收按键。</translation>
    </message>
    <message>
        <source>Another program has {keys}. In Veildesk&apos;s own windows they work all the same.</source>
        <translation>{keys} 已被其他程序占用；在 Veildesk 自己的窗口中仍然有效。</translation>
    </message>
    <message>
        <source>{key} does something else already, or types a letter. The old key stays.</source>
        <translation>{key} 已有其他用途，或会输入字符；仍使用原来的按键。</translation>
    </message>
</context>
<context>
    <name>ListenDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Recording of {number}</source>
        <translation>{number} 的录音</translation>
    </message>
    <message>
        <source>Only you hear it, here and now. That you listen, and how far, is recorded.</source>
        <translation>只有您此时此地能听到。您在收听、听到哪里，都会留下记录。</translation>
    </message>
</context>
<context>
    <name>ListenPane</name>
    <message>
        <source>{count} s back</source>
        <translation>后退 {count} 秒</translation>
    </message>
    <message>
        <source>{count} s on</source>
        <translation>前进 {count} 秒</translation>
    </message>
    <message>
        <source>Parts of this call are missing: the recording broke off.</source>
        <translation>这通电话的录音不完整：录音曾经中断。</translation>
    </message>
    <message>
        <source>Space: play, stop.  ← →: back, on.  Home: to the beginning.</source>
        <translation>空格：播放、停止。← →：后退、前进。Home：回到开头。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Password of {name}</source>
        <translation>{name}的密码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Your call goes on: the customer hears what is said here.</source>
        <translation>通话仍在继续：客户能听到这里的说话声。</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Sign out and let somebody else work here</source>
        <translation>退出登录，换其他人使用</translation>
    </message>
    <message>
        <source>Nobody worked here for a while. Your work is safe.</source>
        <translation>一段时间没有操作，本机已锁定。您的工作已安全保存。</translation>
    </message>
    <message>
        <source>Central has not been heard for too long. Your work is safe.</source>
        <translation>长时间未收到中心服务应答，本机已锁定。您的工作已安全保存。</translation>
    </message>
    <message>
        <source>A way for data to leave was open. Your work is safe.</source>
        <translation>检测到数据外流途径。您的工作内容已保存。</translation>
    </message>
    <message>
        <source>Central put your session to sleep. Your work is safe.</source>
        <translation>中心服务已暂停您的会话。您的工作已安全保存。</translation>
    </message>
    <message>
        <source>Your work is safe.</source>
        <translation>您的工作已安全保存。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>MarkList</name>
    <message>
        <source>What the mark is about</source>
        <translation>标记涉及的评分项</translation>
    </message>
    <message>
        <source>What is heard there</source>
        <translation>此处听到什么</translation>
    </message>
    <message>
        <source>Mark here</source>
        <translation>标记此处</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
</context>
<context>
    <name>NextLine</name>
    <message>
        <source>Nobody is to be called now. The next one is due at {time}.</source>
        <translation>当前没有可呼叫的客户；下一位到期时间为 {time}。</translation>
    </message>
    <message>
        <source>Nobody is to be called now. Your supervisor gives out new customers.</source>
        <translation>当前没有可呼叫的客户；新客户由主管分配。</translation>
    </message>
    <message>
        <source>The next customer is on the way; his card will be in your queue.</source>
        <translation>下一位客户正在送达，稍后会出现在您的队列中。</translation>
    </message>
</context>
<context>
    <name>OutcomeForm</name>
    <message>
        <source>Save  Ctrl+Enter</source>
        <translation>保存  Ctrl+Enter</translation>
    </message>
    <message>
        <source>Save the outcome</source>
        <translation>保存联系结果</translation>
    </message>
    <message>
        <source>Note. Numbers are masked as you type.</source>
        <translation>备注。输入的号码会自动脱敏。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Open a customer&apos;s card first.</source>
        <translation>请先打开客户卡。</translation>
    </message>
    <message>
        <source>The outcome is your colleague&apos;s to note.</source>
        <translation>联系结果由该同事登记。</translation>
    </message>
    <message>
        <source>This customer must not be called.</source>
        <translation>此客户不可再致电。</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>正在记录…</translation>
    </message>
    <message>
        <source>Without a yes: only how the call went, no note.</source>
        <translation>客户尚未同意：只能登记通话情况，不能写备注。</translation>
    </message>
    <message>
        <source>Choose how it ended: keys 1 to 7.</source>
        <translation>请选择联系结果（按键 1 至 7）。</translation>
    </message>
    <message>
        <source>The time to call back has passed.</source>
        <translation>回访时间已过。</translation>
    </message>
    <message>
        <source>Stops every call to this customer, on every desk.</source>
        <translation>所有座席都将停止拨打该客户。</translation>
    </message>
    <message>
        <source>Will be stored as: {note}</source>
        <translation>将保存为：{note}</translation>
    </message>
    <message>
        <source>Recorded on this desk first, then sent to Central.</source>
        <translation>先记录在本机，再发送至中心服务。</translation>
    </message>
</context>
<context>
    <name>OversightWords</name>
    <message>
        <source>Enrolled</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>No customer data: {checks}</source>
        <translation>不提供客户数据：{checks}</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>尚未报告</translation>
    </message>
    <message>
        <source>Open: {checks}</source>
        <translation>未保护：{checks}</translation>
    </message>
    <message>
        <source>Unknown: {checks}</source>
        <translation>未知：{checks}</translation>
    </message>
    <message>
        <source>All checks hold</source>
        <translation>全部检查通过</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Password, shown as dots</source>
        <translation>密码，以圆点显示</translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>Choose your password</source>
        <translation>设置您的密码</translation>
    </message>
    <message>
        <source>At least 12 characters. A sentence that only you would say is easier to keep than a riddle.</source>
        <translation>至少 12 个字符。一句只有您自己会说的话，比一串乱码更好记。</translation>
    </message>
    <message>
        <source>The password you have now</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password, once more</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Set password</source>
        <translation>设置密码</translation>
    </message>
    <message>
        <source>The two new passwords differ.</source>
        <translation>两次输入的新密码不一致。</translation>
    </message>
    <message>
        <source>The new password is too short. Use at least 12 characters.</source>
        <translation>新密码太短，请至少使用 12 个字符。</translation>
    </message>
    <message>
        <source>The new password is too long. Use at most 128 characters.</source>
        <translation>新密码太长，请最多使用 128 个字符。</translation>
    </message>
    <message>
        <source>The new password is too easy to guess, or the same as before. Choose another one.</source>
        <translation>新密码太容易被猜到，或与原密码相同，请另选一个。</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Who may sign in. What you change here is recorded with your reason.</source>
        <translation>可以登录的人员。您在此所作的更改会连同理由一并记录。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>最近登录</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation>冻结…</translation>
    </message>
    <message>
        <source>Unfreeze…</source>
        <translation>解除冻结…</translation>
    </message>
    <message>
        <source>There are no accounts</source>
        <translation>没有账号</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>{who} may sign in again.</source>
        <translation>{who}将可以重新登录。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>{who} is signed out everywhere at once, and cannot sign in until unfrozen.</source>
        <translation>{who}将立即在所有工作站上退出登录，解除冻结前不能登录。</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>解除冻结</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>理由（将记录在案）</translation>
    </message>
    <message>
        <source>{who} may sign in again. It is on record.</source>
        <translation>{who}可以重新登录。已记录。</translation>
    </message>
    <message>
        <source>{who} is frozen, and signed out everywhere. It is on record.</source>
        <translation>{who}已冻结，并已在所有工作站退出登录。已记录。</translation>
    </message>
</context>
<context>
    <name>Phone</name>
    <message>
        <source>Call, answer, hang up</source>
        <translation>呼叫、接听、挂断</translation>
    </message>
    <message>
        <source>Decline a call</source>
        <translation>拒接来电</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>拨号键盘</translation>
    </message>
    <message>
        <source>Hand the call on</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Pause, go on</source>
        <translation>暂停、恢复</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>下一位客户</translation>
    </message>
    <message>
        <source>Ask for help, withdraw it</source>
        <translation>求助、撤回求助</translation>
    </message>
    <message>
        <source>No sound yet</source>
        <translation>尚无声音</translation>
    </message>
    <message>
        <source>Bad sound</source>
        <translation>音质差</translation>
    </message>
    <message>
        <source>Poor sound</source>
        <translation>音质较差</translation>
    </message>
    <message>
        <source>Fair sound</source>
        <translation>音质一般</translation>
    </message>
    <message>
        <source>Good sound</source>
        <translation>音质良好</translation>
    </message>
    <message>
        <source>No telephone while nobody is at work.</source>
        <translation>无人登录，电话未启用。</translation>
    </message>
    <message>
        <source>Your company has set no PBX: the desk cannot call.</source>
        <translation>公司未设置话务系统，本机不能呼叫。</translation>
    </message>
    <message>
        <source>This computer has no call engine. Choose the telephone on your table (headphones), or tell your administrator.</source>
        <translation>本机没有通话引擎。请点耳机按钮选用您桌上的电话，或告知管理员。</translation>
    </message>
    <message>
        <source>Without the VPN nobody calls. Connect it.</source>
        <translation>未连接 VPN，不能呼叫。请先连接。</translation>
    </message>
    <message>
        <source>The telephone starts…</source>
        <translation>电话正在启动…</translation>
    </message>
    <message>
        <source>Signing on to the PBX…</source>
        <translation>正在登录话务系统…</translation>
    </message>
    <message>
        <source>The PBX does not answer. It is tried again by itself.</source>
        <translation>话务系统没有响应，正在自动重试。</translation>
    </message>
    <message>
        <source>The PBX does not let this desk in. Tell your administrator.</source>
        <translation>话务系统拒绝本机，请告知管理员。</translation>
    </message>
    <message>
        <source>The call engine ended; another one is starting.</source>
        <translation>通话引擎已退出，正在重新启动。</translation>
    </message>
    <message>
        <source>Asking Central for your telephone…</source>
        <translation>正在向中心服务查询您的话机…</translation>
    </message>
    <message>
        <source>Central does not answer. It is tried again by itself.</source>
        <translation>中心服务没有应答，会自动重试。</translation>
    </message>
    <message>
        <source>No telephone on a table is yours. Ask your administrator to bind one to you.</source>
        <translation>没有绑定给您的桌面电话。请让管理员为您绑定一部。</translation>
    </message>
    <message>
        <source>You hung up.</source>
        <translation>您已挂断。</translation>
    </message>
    <message>
        <source>You gave the call up.</source>
        <translation>您已放弃呼叫。</translation>
    </message>
    <message>
        <source>The customer hung up.</source>
        <translation>客户已挂断。</translation>
    </message>
    <message>
        <source>Busy.</source>
        <translation>对方忙。</translation>
    </message>
    <message>
        <source>Nobody answered.</source>
        <translation>无人接听。</translation>
    </message>
    <message>
        <source>The call was declined.</source>
        <translation>对方拒接。</translation>
    </message>
    <message>
        <source>The PBX refused the call: the rules forbid it by now. Try another card.</source>
        <translation>话务系统拒绝了本次呼叫：现在规则不允许。请换一张卡片。</translation>
    </message>
    <message>
        <source>Central had no time for this call; the customer was not called. Try again soon.</source>
        <translation>中心服务此刻无暇处理这次呼叫，没有呼叫客户。请稍后再试。</translation>
    </message>
    <message>
        <source>The customer cannot be reached, or the number does not exist.</source>
        <translation>无法接通客户，或号码不存在。</translation>
    </message>
    <message>
        <source>The call broke off: the PBX or the network was gone. Call again once it is back.</source>
        <translation>通话中断：话务系统或网络断开。恢复后可再次呼叫。</translation>
    </message>
    <message>
        <source>The call broke off: the call engine ended. It is on record; call again in a moment.</source>
        <translation>通话中断：通话引擎退出。已记录在案，稍后可再次呼叫。</translation>
    </message>
    <message>
        <source>You did not lift the receiver; the customer was not called.</source>
        <translation>您没有摘机，未呼叫客户。</translation>
    </message>
    <message>
        <source>Your telephone is in use or declined; the customer was not called.</source>
        <translation>您的话机占线或已拒接，未呼叫客户。</translation>
    </message>
    <message>
        <source>Your telephone cannot be rung; the customer was not called. Look at its cable.</source>
        <translation>无法呼通您的话机，未呼叫客户。请检查网线。</translation>
    </message>
    <message>
        <source>The call was handed on.</source>
        <translation>通话已转接。</translation>
    </message>
    <message>
        <source>The customer has withdrawn; the call was stopped. Do not call again.</source>
        <translation>客户已撤回同意，呼叫已停止，请勿再拨。</translation>
    </message>
    <message>
        <source>The customer said no, so the call ended. Nothing he said is stored.</source>
        <translation>客户不同意，通话已结束，未保存其所说内容。</translation>
    </message>
    <message>
        <source>The desk locked before anybody answered; the call was given up.</source>
        <translation>接通前本机已锁定，呼叫已放弃。</translation>
    </message>
    <message>
        <source>The VPN was gone, so the call ended.</source>
        <translation>VPN 断开，通话已结束。</translation>
    </message>
    <message>
        <source>The telephone was set up anew, so the call ended.</source>
        <translation>电话重新设置，通话已结束。</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>小休</translation>
    </message>
    <message>
        <source>Meal</source>
        <translation>用餐</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Paperwork</source>
        <translation>案头工作</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>免打扰</translation>
    </message>
    <message>
        <source>A call comes in at your telephone: lift the receiver.</source>
        <translation>话机有来电，请摘机接听。</translation>
    </message>
    <message>
        <source>A call comes in.</source>
        <translation>有来电。</translation>
    </message>
    <message>
        <source>Asking Central for leave to call…</source>
        <translation>正在向中心服务申请呼叫…</translation>
    </message>
    <message>
        <source>Paused: {reason}. What rings is declined.</source>
        <translation>已暂停：{reason}。来电将被拒接。</translation>
    </message>
    <message>
        <source>No microphone found: customers would hear nothing. Plug one in.</source>
        <translation>未找到麦克风，客户将听不到您。请插上麦克风。</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>就绪。</translation>
    </message>
    <message>
        <source>Handed on by {who}, waited in {queue}</source>
        <translation>由{who}转来，曾在“{queue}”等候</translation>
    </message>
    <message>
        <source>Handed on by {who}</source>
        <translation>由{who}转来</translation>
    </message>
    <message>
        <source>A call comes in</source>
        <translation>有来电</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>Cannot call now</source>
        <translation>现在不能呼叫</translation>
    </message>
    <message>
        <source>Ready for calls</source>
        <translation>可以接打</translation>
    </message>
    <message>
        <source>Your telephone rings: lift the receiver to join your teammate&apos;s call.</source>
        <translation>您的话机正在振铃：摘机即可加入同事的通话。</translation>
    </message>
    <message>
        <source>You are let in once your teammate&apos;s desk shows it.</source>
        <translation>等成员的工作站显示之后，您就能进入。</translation>
    </message>
    <message>
        <source>You listen, and your teammate sees it. Nobody hears you.</source>
        <translation>您正在旁听，成员看得到；没有人能听到您。</translation>
    </message>
    <message>
        <source>Muted: nobody in the call hears you.</source>
        <translation>已静音：通话里没有人能听到您。</translation>
    </message>
    <message>
        <source>You are in your teammate&apos;s call. Both others hear you.</source>
        <translation>您已进入成员的通话，另外两人都能听到您。</translation>
    </message>
    <message>
        <source>Dialling…</source>
        <translation>正在拨号…</translation>
    </message>
    <message>
        <source>Your telephone rings: lift the receiver. The customer is called then.</source>
        <translation>您的话机在响：请摘机，随后呼叫客户。</translation>
    </message>
    <message>
        <source>The customer is called. You will hear it ring.</source>
        <translation>正在呼叫客户，稍后会听到回铃音。</translation>
    </message>
    <message>
        <source>It rings at the customer&apos;s.</source>
        <translation>客户电话正在振铃。</translation>
    </message>
    <message>
        <source>The customer has just withdrawn. Take leave and hang up.</source>
        <translation>客户刚刚撤回同意，请礼貌结束并挂断。</translation>
    </message>
    <message>
        <source>On hold: the customer waits and does not hear you.</source>
        <translation>保持中：客户在等待，听不到您。</translation>
    </message>
    <message>
        <source>The customer has put you on hold.</source>
        <translation>客户将您置于保持。</translation>
    </message>
    <message>
        <source>Muted: the customer does not hear you.</source>
        <translation>已静音：客户听不到您。</translation>
    </message>
    <message>
        <source>Read the wording first; then Alt+Y for yes, Alt+N for no.</source>
        <translation>请先宣读告知内容；同意按 Alt+Y，不同意按 Alt+N。</translation>
    </message>
    <message>
        <source>Talking. Your telephone does not encrypt its part of the way.</source>
        <translation>通话中。您的话机这一段未加密。</translation>
    </message>
    <message>
        <source>Talking, encrypted.</source>
        <translation>通话中，已加密。</translation>
    </message>
    <message>
        <source>Nobody took the call that you handed on. Call the customer back.</source>
        <translation>转接无人接听，请回拨客户。</translation>
    </message>
    <message>
        <source>A call was missed.</source>
        <translation>有未接来电。</translation>
    </message>
    <message>
        <source>You declined the call.</source>
        <translation>您已拒接来电。</translation>
    </message>
    <message>
        <source>You left your teammate&apos;s call.</source>
        <translation>您已离开成员的通话。</translation>
    </message>
    <message>
        <source>Your teammate&apos;s call is over, or you may not hear it any longer.</source>
        <translation>成员的通话已经结束，或者您不能再听下去。</translation>
    </message>
    <message>
        <source>You were not let in: the call is over, or your teammate&apos;s desk did not show you. Try again.</source>
        <translation>没有进入：通话已经结束，或者成员的工作站没有显示您。请重试。</translation>
    </message>
    <message>
        <source>Show Veildesk</source>
        <translation>显示 Veildesk</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
</context>
<context>
    <name>PhoneControl</name>
    <message>
        <source>The customer on screen is the one to call next.</source>
        <translation>当前客户就是下一位应呼叫的客户。</translation>
    </message>
    <message>
        <source>Hand the call on</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Nobody is at a desk now, and there is no queue.</source>
        <translation>现在没有同事在岗，也没有队列。</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>未接来电</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>not one of your customers</source>
        <translation>不是您的客户</translation>
    </message>
</context>
<context>
    <name>PhonePad</name>
    <message>
        <source>Calls you: {whom}</source>
        <translation>来电：{whom}</translation>
    </message>
    <message>
        <source>On hold: {whom}</source>
        <translation>保持中：{whom}</translation>
    </message>
    <message>
        <source>Take this one back; the other waits</source>
        <translation>取回这一通，另一通等待</translation>
    </message>
    <message>
        <source>{who}&apos;s call</source>
        <translation>{who}的通话</translation>
    </message>
    <message>
        <source>not one of your customers</source>
        <translation>不是您的客户</translation>
    </message>
</context>
<context>
    <name>PhonePane</name>
    <message>
        <source>Phone and outcome</source>
        <translation>电话与结果</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>联系结果</translation>
    </message>
</context>
<context>
    <name>PlayerView</name>
    <message>
        <source>Playing</source>
        <translation>正在播放</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>PointsBox</name>
    <message>
        <source>Met</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>Not met</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>{criterion}, of {count} points</source>
        <translation>{criterion}，满分 {count}</translation>
    </message>
</context>
<context>
    <name>Posture</name>
    <message>
        <source>Who takes the disk out of a machine that is not encrypted reads all of it but the vault.</source>
        <translation>磁盘不加密，取走磁盘的人就能读到保险库以外的全部内容。</translation>
    </message>
    <message>
        <source>Memory that lands in open swap can be read from the disk later.</source>
        <translation>内存写入未加密的交换空间后，可以从磁盘上读出。</translation>
    </message>
    <message>
        <source>The desk itself leaves none; the keyring and other programs, which hold secrets too, may.</source>
        <translation>工作站自己不会留下；密钥环等同样持有秘密的程序可能会。</translation>
    </message>
    <message>
        <source>A program of the same user could read the keyring&apos;s memory; the desk&apos;s own is closed in any case.</source>
        <translation>同一用户的程序可能读到密钥环的内存；工作站自己的内存始终关闭。</translation>
    </message>
    <message>
        <source>A value that is shown lies in it for some seconds.</source>
        <translation>显示的值会在内存中停留几秒。</translation>
    </message>
    <message>
        <source>What the kernel tells helps whoever attacks it.</source>
        <translation>内核透露的信息会帮助攻击者。</translation>
    </message>
    <message>
        <source>The desk closes a value when it sees a known program run, and does not see the unknown.</source>
        <translation>工作站程序看到已知程序运行就会关闭显示的值，未知的程序它看不到。</translation>
    </message>
    <message>
        <source>On X11 no program can keep another from picturing the screen; a value is watermarked, no more.</source>
        <translation>在 X11 上，任何程序都无法阻止别的程序截屏；显示的值只有水印保护。</translation>
    </message>
    <message>
        <source>The desk locks when a stick comes, but the system would go on using it.</source>
        <translation>插入 U 盘时工作站会锁定，但系统仍会继续使用它。</translation>
    </message>
    <message>
        <source>Without it, a device is used for the moment before other rules shut it.</source>
        <translation>没有它，设备在被其他规则禁用之前有片刻可用。</translation>
    </message>
    <message>
        <source>What is mounted can take files away.</source>
        <translation>挂载的磁盘可以带走文件。</translation>
    </message>
    <message>
        <source>Whatever took the desk over could write and start what the user may.</source>
        <translation>控制了工作站程序的恶意程序能写入和启动该用户能做的一切。</translation>
    </message>
    <message>
        <source>Whatever took the desk over could write wherever the user may.</source>
        <translation>控制了工作站程序的恶意程序能写入该用户能写的任何地方。</translation>
    </message>
    <message>
        <source>What an agent copies would outlive the desk&apos;s own clearing.</source>
        <translation>座席复制的内容在工作站清除之后仍会保留。</translation>
    </message>
    <message>
        <source>Other programs can print; the desk itself has no way to.</source>
        <translation>其他程序可以打印；工作站程序自己没有打印功能。</translation>
    </message>
    <message>
        <source>The desk&apos;s key lies in it; without it nobody can work here.</source>
        <translation>工作站的密钥保存在其中；没有它谁也无法在这里工作。</translation>
    </message>
    <message>
        <source>Central refuses requests of a desk whose clock is wrong by a minute.</source>
        <translation>时钟相差一分钟，中心服务就会拒绝请求。</translation>
    </message>
    <message>
        <source>Outside of it a desk sends nothing and shows no card.</source>
        <translation>不在 VPN 中，工作站不发送任何内容，也不显示卡片。</translation>
    </message>
    <message>
        <source>Known holes stay open. How many are missing only the package manager can say.</source>
        <translation>已知漏洞会一直存在。缺多少更新只有软件包管理器知道。</translation>
    </message>
    <message>
        <source>Install the system on LUKS. A disk that encrypts itself does not show here: then this is known.</source>
        <translation>请把系统安装在 LUKS 上。自加密磁盘在这里看不出来，属于已知情况。</translation>
    </message>
    <message>
        <source>Put swap on LUKS or zram, or switch it off: &apos;swapoff -a&apos;, and take it out of /etc/fstab.</source>
        <translation>请把交换空间放在 LUKS 或 zram 上，或将其关闭：“swapoff -a”，并从 /etc/fstab 中去掉。</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/60-veildesk.sysctl.conf to /etc/sysctl.d/ and run &apos;sysctl --system&apos;.</source>
        <translation>请把 build/hardening/linux/60-veildesk.sysctl.conf 复制到 /etc/sysctl.d/，然后运行“sysctl --system”。</translation>
    </message>
    <message>
        <source>Start the desk by its unit, which gives it LimitMEMLOCK=8M; tell your administrator if it stays.</source>
        <translation>请用 systemd 单元启动工作站程序，它设置了 LimitMEMLOCK=8M；如仍如此，请告知管理员。</translation>
    </message>
    <message>
        <source>Remove what the work does not need.</source>
        <translation>请卸载工作不需要的程序。</translation>
    </message>
    <message>
        <source>Choose a Wayland session at the system&apos;s login screen.</source>
        <translation>请在系统登录界面选择 Wayland 会话。</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/72-veildesk-removable.rules to /etc/udev/rules.d/ and run &apos;udevadm control --reload&apos;.</source>
        <translation>请把 build/hardening/linux/72-veildesk-removable.rules 复制到 /etc/udev/rules.d/，然后运行“udevadm control --reload”。</translation>
    </message>
    <message>
        <source>Install usbguard, copy build/hardening/linux/30-veildesk.conf to /etc/usbguard/rules.d/ and enable it.</source>
        <translation>请安装 usbguard，把 build/hardening/linux/30-veildesk.conf 复制到 /etc/usbguard/rules.d/ 并启用它。</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/10-veildesk-no-mounting.rules to /etc/polkit-1/rules.d/.</source>
        <translation>请把 build/hardening/linux/10-veildesk-no-mounting.rules 复制到 /etc/polkit-1/rules.d/。</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/veildesk.apparmor to /etc/apparmor.d/veildesk and run &apos;apparmor_parser -r&apos; on it.</source>
        <translation>请把 build/hardening/linux/veildesk.apparmor 复制为 /etc/apparmor.d/veildesk，然后对它运行“apparmor_parser -r”。</translation>
    </message>
    <message>
        <source>Copy build/hardening/linux/veildesk.service to /etc/systemd/user/ and start the desk with &apos;systemctl --user start veildesk&apos;.</source>
        <translation>请把 build/hardening/linux/veildesk.service 复制到 /etc/systemd/user/，并用“systemctl --user start veildesk”启动工作站程序。</translation>
    </message>
    <message>
        <source>Enable the policy Clipboard of build/hardening/windows.</source>
        <translation>请启用 build/hardening/windows 中的策略 Clipboard。</translation>
    </message>
    <message>
        <source>Enable the policy Printing of build/hardening/windows.</source>
        <translation>请启用 build/hardening/windows 中的策略 Printing。</translation>
    </message>
    <message>
        <source>Install gnome-keyring, and sign in to the system with a password.</source>
        <translation>请安装 gnome-keyring，并用密码登录系统。</translation>
    </message>
    <message>
        <source>Switch on systemd-timesyncd or chrony: &apos;timedatectl set-ntp true&apos;.</source>
        <translation>请启用 systemd-timesyncd 或 chrony：“timedatectl set-ntp true”。</translation>
    </message>
    <message>
        <source>Connect the VPN; docs/operations/vpn.md has ready configurations.</source>
        <translation>请连接 VPN；docs/operations/vpn.md 中有现成的配置。</translation>
    </message>
    <message>
        <source>Install the system&apos;s updates, and restart.</source>
        <translation>请安装系统更新并重启。</translation>
    </message>
    <message>
        <source>Switch BitLocker on for this drive.</source>
        <translation>请为此驱动器启用 BitLocker。</translation>
    </message>
    <message>
        <source>Switch BitLocker on for the system&apos;s drive, or hibernation off: &apos;powercfg /hibernate off&apos;.</source>
        <translation>请为系统驱动器启用 BitLocker，或关闭休眠：“powercfg /hibernate off”。</translation>
    </message>
    <message>
        <source>Enable the policy ErrorReports of build/hardening/windows.</source>
        <translation>请启用 build/hardening/windows 中的策略 ErrorReports。</translation>
    </message>
    <message>
        <source>Switch on the protection of the local security authority (LSA).</source>
        <translation>请启用本地安全机构（LSA）保护。</translation>
    </message>
    <message>
        <source>Start the desk again; tell your administrator if it stays.</source>
        <translation>请重新启动工作站程序；如仍如此，请告知管理员。</translation>
    </message>
    <message>
        <source>Enable the policy ScreenCapture of build/hardening/windows.</source>
        <translation>请启用 build/hardening/windows 中的策略 ScreenCapture。</translation>
    </message>
    <message>
        <source>Enable the policies RemovableStorage and StorageDrivers of build/hardening/windows.</source>
        <translation>请启用 build/hardening/windows 中的策略 RemovableStorage 和 StorageDrivers。</translation>
    </message>
    <message>
        <source>Switch the Credential Manager&apos;s service on.</source>
        <translation>请启用凭据管理器服务。</translation>
    </message>
    <message>
        <source>Switch on &apos;Set time automatically&apos; in the settings of Windows.</source>
        <translation>请在 Windows 设置中打开“自动设置时间”。</translation>
    </message>
    <message>
        <source>Unlock it, or sign in to the system with a password.</source>
        <translation>请解锁，或用密码登录系统。</translation>
    </message>
    <message>
        <source>Unlock the keyring or enrol this desk, then look again.</source>
        <translation>请解锁密钥环或登记工作站，然后再检查。</translation>
    </message>
    <message>
        <source>Restart this machine.</source>
        <translation>请重启这台机器。</translation>
    </message>
    <message>
        <source>Look again from inside the graphical session.</source>
        <translation>请在图形会话中再检查一次。</translation>
    </message>
    <message>
        <source>Run &apos;aa-enforce /etc/apparmor.d/veildesk&apos;.</source>
        <translation>请运行“aa-enforce /etc/apparmor.d/veildesk”。</translation>
    </message>
    <message>
        <source>Run &apos;veildesk doctor&apos; as administrator once to be sure.</source>
        <translation>要确认，请用管理员身份运行一次“veildesk doctor”。</translation>
    </message>
    <message>
        <source>Disk encryption</source>
        <translation>磁盘加密</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>交换空间</translation>
    </message>
    <message>
        <source>Pictures of dead programs</source>
        <translation>程序崩溃转储</translation>
    </message>
    <message>
        <source>Debuggers</source>
        <translation>调试器</translation>
    </message>
    <message>
        <source>The desk&apos;s memory</source>
        <translation>工作站程序的内存</translation>
    </message>
    <message>
        <source>Kernel settings</source>
        <translation>内核设置</translation>
    </message>
    <message>
        <source>Screen capture</source>
        <translation>截屏与录屏</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Removable storage</source>
        <translation>可移动存储</translation>
    </message>
    <message>
        <source>USBGuard</source>
        <translation>USBGuard 清单</translation>
    </message>
    <message>
        <source>Mounting</source>
        <translation>挂载</translation>
    </message>
    <message>
        <source>AppArmor</source>
        <translation>AppArmor 约束</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙箱</translation>
    </message>
    <message>
        <source>Clipboard history</source>
        <translation>剪贴板历史</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>密钥环</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>VPN</source>
        <translation>VPN 连接</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>系统更新</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>This cannot be found out from here.</source>
        <translation>从这里无法得知。</translation>
    </message>
    <message>
        <source>The disk under this desk is encrypted.</source>
        <translation>工作站所在的磁盘已加密。</translation>
    </message>
    <message>
        <source>The desk&apos;s folder lies in memory alone.</source>
        <translation>工作站程序的文件夹只在内存中。</translation>
    </message>
    <message>
        <source>No encryption shows on the disk under this desk.</source>
        <translation>工作站所在的磁盘看不出有加密。</translation>
    </message>
    <message>
        <source>Swap is off.</source>
        <translation>没有使用交换空间。</translation>
    </message>
    <message>
        <source>Swap is encrypted, or stays in memory.</source>
        <translation>交换空间已加密，或只在内存中。</translation>
    </message>
    <message>
        <source>Swap is written to disk as it is ({names}).</source>
        <translation>交换空间未加密就写入磁盘（{names}）。</translation>
    </message>
    <message>
        <source>This machine may hibernate on a disk that is not encrypted.</source>
        <translation>这台机器可能休眠到未加密的磁盘上。</translation>
    </message>
    <message>
        <source>A program that dies leaves no picture of its memory.</source>
        <translation>程序崩溃时不会留下内存转储。</translation>
    </message>
    <message>
        <source>A program that dies may leave its memory in a file.</source>
        <translation>程序崩溃时可能把内存写成文件。</translation>
    </message>
    <message>
        <source>Only administrators can debug other programs.</source>
        <translation>只有管理员能调试其他程序。</translation>
    </message>
    <message>
        <source>Programs may look into the memory of others.</source>
        <translation>程序可以查看其他程序的内存。</translation>
    </message>
    <message>
        <source>It is closed to other programs, and kept out of swap.</source>
        <translation>其他程序看不到它，也不会写入交换空间。</translation>
    </message>
    <message>
        <source>It could not be closed to other programs.</source>
        <translation>没能对其他程序关闭。</translation>
    </message>
    <message>
        <source>It could not be kept out of swap.</source>
        <translation>没能避免写入交换空间。</translation>
    </message>
    <message>
        <source>The kernel&apos;s messages and addresses are not for everybody.</source>
        <translation>内核消息和地址不对所有人公开。</translation>
    </message>
    <message>
        <source>The kernel tells everybody too much ({names}).</source>
        <translation>内核向所有人透露得太多（{names}）。</translation>
    </message>
    <message>
        <source>No program that is known to picture the screen is installed.</source>
        <translation>没有安装已知的截屏或录屏程序。</translation>
    </message>
    <message>
        <source>What can picture the screen is installed ({names}).</source>
        <translation>安装了能截屏或录屏的程序（{names}）。</translation>
    </message>
    <message>
        <source>Wayland: programs do not see each other&apos;s windows.</source>
        <translation>Wayland：程序之间看不到彼此的窗口。</translation>
    </message>
    <message>
        <source>Windows leaves this desk&apos;s windows out of pictures.</source>
        <translation>Windows 截屏时不包含工作站程序的窗口。</translation>
    </message>
    <message>
        <source>Windows shows this desk&apos;s windows black in pictures.</source>
        <translation>Windows 截屏时，工作站程序的窗口显示为黑色。</translation>
    </message>
    <message>
        <source>X11: every program sees the whole screen.</source>
        <translation>X11：任何程序都能看到整个屏幕。</translation>
    </message>
    <message>
        <source>There is no screen here to be judged.</source>
        <translation>这里没有可供判断的屏幕。</translation>
    </message>
    <message>
        <source>Removable storage is shut as soon as it is plugged in.</source>
        <translation>可移动存储一插入就被禁用。</translation>
    </message>
    <message>
        <source>Removable storage works on this machine.</source>
        <translation>这台机器上可以使用可移动存储。</translation>
    </message>
    <message>
        <source>The rules against removable storage were changed ({names}).</source>
        <translation>禁用可移动存储的规则被改动过（{names}）。</translation>
    </message>
    <message>
        <source>USBGuard lets in what is on its list, and nothing else.</source>
        <translation>USBGuard 只放行清单上的设备。</translation>
    </message>
    <message>
        <source>USBGuard runs; its rules are closed to this user.</source>
        <translation>USBGuard 在运行；当前用户无权查看其规则。</translation>
    </message>
    <message>
        <source>USBGuard runs without Veildesk&apos;s rules.</source>
        <translation>USBGuard 在运行，但没有使用 Veildesk 的规则。</translation>
    </message>
    <message>
        <source>USBGuard does not run.</source>
        <translation>USBGuard 没有运行。</translation>
    </message>
    <message>
        <source>Whoever sits here may not mount disks.</source>
        <translation>坐在这里的人不能挂载磁盘。</translation>
    </message>
    <message>
        <source>Mounting a disk asks for an administrator.</source>
        <translation>挂载磁盘需要管理员授权。</translation>
    </message>
    <message>
        <source>Whoever sits here may mount disks.</source>
        <translation>坐在这里的人可以挂载磁盘。</translation>
    </message>
    <message>
        <source>There is no service here that mounts disks for users.</source>
        <translation>这里没有替用户挂载磁盘的服务。</translation>
    </message>
    <message>
        <source>The desk runs under its AppArmor profile.</source>
        <translation>工作站程序在自己的 AppArmor 配置下运行。</translation>
    </message>
    <message>
        <source>The desk&apos;s AppArmor profile complains, and stops nothing.</source>
        <translation>工作站程序的 AppArmor 配置只报告，不拦截。</translation>
    </message>
    <message>
        <source>The desk runs under no AppArmor profile of its own.</source>
        <translation>工作站程序没有在自己的 AppArmor 配置下运行。</translation>
    </message>
    <message>
        <source>The desk runs in the sandbox of its systemd unit.</source>
        <translation>工作站程序在 systemd 单元的沙箱中运行。</translation>
    </message>
    <message>
        <source>The desk was started past its sandbox.</source>
        <translation>工作站程序绕过沙箱启动。</translation>
    </message>
    <message>
        <source>Windows keeps no history of the clipboard.</source>
        <translation>Windows 不保留剪贴板历史。</translation>
    </message>
    <message>
        <source>Windows may keep what is copied, here or in the cloud.</source>
        <translation>Windows 可能在本机或云端保留复制的内容。</translation>
    </message>
    <message>
        <source>The print service is off.</source>
        <translation>打印服务已关闭。</translation>
    </message>
    <message>
        <source>The print service runs.</source>
        <translation>打印服务在运行。</translation>
    </message>
    <message>
        <source>The keyring is open, and keeps what it is given.</source>
        <translation>密钥环已解锁，能保存内容。</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>密钥环已锁定。</translation>
    </message>
    <message>
        <source>The keyring forgets everything when the session ends.</source>
        <translation>会话结束时密钥环会忘记一切。</translation>
    </message>
    <message>
        <source>There is no keyring.</source>
        <translation>没有密钥环。</translation>
    </message>
    <message>
        <source>The clock is kept in step.</source>
        <translation>时钟保持同步。</translation>
    </message>
    <message>
        <source>Nobody keeps the clock in step.</source>
        <translation>没有服务同步时钟。</translation>
    </message>
    <message>
        <source>The way to Central leads through the VPN ({names}).</source>
        <translation>到中心服务的连接经过 VPN（{names}）。</translation>
    </message>
    <message>
        <source>Policy asks for no VPN.</source>
        <translation>策略不要求 VPN。</translation>
    </message>
    <message>
        <source>The way to Central does not lead through the VPN ({names}).</source>
        <translation>到中心服务的连接没有经过 VPN（{names}）。</translation>
    </message>
    <message>
        <source>This desk is not enrolled, or its keyring is locked.</source>
        <translation>工作站尚未登记，或密钥环已锁定。</translation>
    </message>
    <message>
        <source>Programs were last changed {names} days ago.</source>
        <translation>程序最近一次变动在 {names} 天前。</translation>
    </message>
    <message>
        <source>Nothing was updated for {names} days.</source>
        <translation>已有 {names} 天没有更新。</translation>
    </message>
    <message>
        <source>Updates wait for a restart.</source>
        <translation>更新等待重启。</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Applies at once, to this desk only.</source>
        <translation>立即生效，仅限本机。</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation>动态验证码</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>QualityMark</name>
    <message>
        <source>{lost} % lost, jitter {jitter} ms</source>
        <translation>丢包 {lost}%，抖动 {jitter} 毫秒</translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Customers to call</source>
        <translation>待联系客户</translation>
    </message>
    <message>
        <source>Opening your queue…</source>
        <translation>正在打开您的队列…</translation>
    </message>
    <message>
        <source>Nobody in your queue fits this search.</source>
        <translation>队列中没有符合条件的客户。</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Your customers are on their way from Central.</source>
        <translation>正在从中心服务同步您的客户。</translation>
    </message>
    <message>
        <source>No customers are assigned to you.</source>
        <translation>尚未给您分配客户。</translation>
    </message>
    <message>
        <source>Once somebody assigns them, they appear here by themselves.</source>
        <translation>分配后会自动出现在这里。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Desks</source>
        <translation>工作站</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>质检结果</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>个保</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>its certificate is out of date, or this desk&apos;s clock is wrong</source>
        <translation>其证书已过期，或本机时钟不准</translation>
    </message>
    <message>
        <source>its certificate is not valid yet, or this desk&apos;s clock is wrong</source>
        <translation>其证书尚未生效，或本机时钟不准</translation>
    </message>
    <message>
        <source>its certificate is for another name</source>
        <translation>其证书属于另一个名称</translation>
    </message>
    <message>
        <source>its certificate is for another address</source>
        <translation>其证书属于另一个地址</translation>
    </message>
    <message>
        <source>its certificate is not from our own authority</source>
        <translation>其证书并非由我们的证书机构签发</translation>
    </message>
    <message>
        <source>it does not speak TLS 1.3 as ours does</source>
        <translation>它未使用我们要求的 TLS 1.3</translation>
    </message>
    <message>
        <source>its key is too weak</source>
        <translation>其密钥强度不足</translation>
    </message>
    <message>
        <source>its signature is too weak</source>
        <translation>其签名算法强度不足</translation>
    </message>
    <message>
        <source>its certificate was revoked</source>
        <translation>其证书已被吊销</translation>
    </message>
    <message>
        <source>it does not ask for this desk&apos;s certificate</source>
        <translation>对方没有要求出示本工作站的证书</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>磁盘为只读</translation>
    </message>
    <message>
        <source>the file does not open</source>
        <translation>文件无法打开</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>磁盘报告错误</translation>
    </message>
    <message>
        <source>the file does not open for writing</source>
        <translation>文件无法打开写入</translation>
    </message>
    <message>
        <source>it is busy</source>
        <translation>正忙</translation>
    </message>
    <message>
        <source>the database does not answer</source>
        <translation>数据库没有应答</translation>
    </message>
    <message>
        <source>permission is missing</source>
        <translation>缺少权限</translation>
    </message>
    <message>
        <source>the disk takes no large files</source>
        <translation>磁盘不支持大文件</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>文件系统为只读</translation>
    </message>
    <message>
        <source>a page is not as it was written</source>
        <translation>有一页内容与写入时不一致</translation>
    </message>
    <message>
        <source>its first page does not open</source>
        <translation>首页无法打开</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>its header is missing</source>
        <translation>缺少文件头</translation>
    </message>
    <message>
        <source>its header was changed</source>
        <translation>文件头被更改</translation>
    </message>
    <message>
        <source>its database is not a vault&apos;s</source>
        <translation>其中的数据库不是保险库的</translation>
    </message>
    <message>
        <source>its header cannot be read</source>
        <translation>文件头无法读取</translation>
    </message>
    <message>
        <source>its database is missing</source>
        <translation>缺少数据库文件</translation>
    </message>
    <message>
        <source>the journal is gone</source>
        <translation>操作日志不见了</translation>
    </message>
    <message>
        <source>the journal is empty</source>
        <translation>操作日志为空</translation>
    </message>
    <message>
        <source>the journal names no desk</source>
        <translation>操作日志未注明工作站</translation>
    </message>
    <message>
        <source>an event in the journal cannot be read</source>
        <translation>操作日志中有一条事件无法读取</translation>
    </message>
    <message>
        <source>none is installed</source>
        <translation>未安装任何密钥环</translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation>密钥环已锁定</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>密钥环没有应答</translation>
    </message>
    <message>
        <source>it does not keep what it is given</source>
        <translation>密钥环未能保存内容</translation>
    </message>
    <message>
        <source>the keyring&apos;s entry is not ours</source>
        <translation>密钥环中的条目不是本机的</translation>
    </message>
    <message>
        <source>the desk&apos;s key is of another kind</source>
        <translation>本机密钥类型不符</translation>
    </message>
    <message>
        <source>the desk&apos;s key does not open</source>
        <translation>本机密钥无法打开</translation>
    </message>
    <message>
        <source>the desk&apos;s certificate is missing</source>
        <translation>缺少本机证书</translation>
    </message>
    <message>
        <source>the desk&apos;s identity cannot be read</source>
        <translation>本机身份信息无法读取</translation>
    </message>
    <message>
        <source>the list of revoked certificates cannot be read</source>
        <translation>吊销证书列表无法读取</translation>
    </message>
    <message>
        <source>Central&apos;s address is not https://host:port</source>
        <translation>中心服务的地址不是 https://host:port 形式</translation>
    </message>
    <message>
        <source>the path is not Central&apos;s</source>
        <translation>路径不属于中心服务</translation>
    </message>
    <message>
        <source>somebody is signed in</source>
        <translation>已有人登录</translation>
    </message>
    <message>
        <source>somebody else is signed in</source>
        <translation>已有其他人登录</translation>
    </message>
    <message>
        <source>a reason has 2 to 200 characters</source>
        <translation>理由须为 2 至 200 个字符</translation>
    </message>
    <message>
        <source>a desk&apos;s name has 1 to 64 characters</source>
        <translation>工作站名称须为 1 至 64 个字符</translation>
    </message>
    <message>
        <source>a refusal needs a note of at most 500 characters</source>
        <translation>拒绝时须填写备注，最多 500 个字符</translation>
    </message>
    <message>
        <source>a callback needs a time, and only a callback has one</source>
        <translation>回访须填写时间，且只有回访可以填写时间</translation>
    </message>
    <message>
        <source>the callback&apos;s time is not one</source>
        <translation>回访时间无效</translation>
    </message>
    <message>
        <source>the callback&apos;s time is over already</source>
        <translation>回访时间已过</translation>
    </message>
    <message>
        <source>this customer must not be called</source>
        <translation>该客户禁止拨打</translation>
    </message>
    <message>
        <source>a signature line cannot be read</source>
        <translation>有一行签名无法读取</translation>
    </message>
    <message>
        <source>an empty log has another root</source>
        <translation>空日志的根值不符</translation>
    </message>
    <message>
        <source>it is another log&apos;s</source>
        <translation>它属于另一个日志</translation>
    </message>
    <message>
        <source>it is not a checkpoint</source>
        <translation>它不是检查点</translation>
    </message>
    <message>
        <source>it is not a signed note</source>
        <translation>它不是经签名的记录</translation>
    </message>
    <message>
        <source>it is not signed by the log</source>
        <translation>它没有日志的签名</translation>
    </message>
    <message>
        <source>its root is not base64</source>
        <translation>其根值不是 base64</translation>
    </message>
    <message>
        <source>that is not a key for notes</source>
        <translation>这不是可用的验证密钥</translation>
    </message>
    <message>
        <source>the checkpoint in the journal cannot be read</source>
        <translation>操作日志中的检查点无法读取</translation>
    </message>
    <message>
        <source>the key&apos;s parts do not belong together</source>
        <translation>密钥的各部分不匹配</translation>
    </message>
    <message>
        <source>the log&apos;s signature does not hold</source>
        <translation>日志的签名无效</translation>
    </message>
    <message>
        <source>the ticket is another Central&apos;s</source>
        <translation>该凭证属于另一个中心服务</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>{name}, {team}, at {desk}</source>
        <translation>{name} · {team} · 工作站 {desk}</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Which field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>How often today</source>
        <translation>今日次数</translation>
    </message>
    <message numerus="yes">
        <source>%n reveal(s)</source>
        <translation>
            <numerusform>查看 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>拒绝 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Note for the record; a refusal says why</source>
        <translation>备注（将记录在案）；拒绝时须说明原因</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>备注（将记录在案）</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation>动态验证码</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>{m}:{s} left</source>
        <translation>剩余 {m}:{s}</translation>
    </message>
</context>
<context>
    <name>ResultDialog</name>
    <message>
        <source>Inspection of {number}, {who}</source>
        <translation>{who}的通话 {number} 质检结果</translation>
    </message>
    <message>
        <source>a call that came in</source>
        <translation>（来电）</translation>
    </message>
    <message>
        <source>By {who}, {moment}, version {version}</source>
        <translation>{who}，{moment}，第 {version} 版</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>提交申诉</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Score: {score}</source>
        <translation>得分：{score}</translation>
    </message>
    <message>
        <source>Marks in the recording</source>
        <translation>录音中的标记</translation>
    </message>
    <message>
        <source>The inspector&apos;s note</source>
        <translation>质检评语</translation>
    </message>
    <message>
        <source>The result</source>
        <translation>质检结果</translation>
    </message>
    <message>
        <source>The agent&apos;s answer, {moment}</source>
        <translation>座席申诉，{moment}</translation>
    </message>
    <message>
        <source>Do you see it otherwise? Answer once; the inspector and your supervisors read it.</source>
        <translation>您有不同看法吗？可申诉一次，质检和您的主管都会看到。</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>您的申诉</translation>
    </message>
    <message>
        <source>What the inspector should hear or know. Numbers are masked.</source>
        <translation>质检应当听到或了解什么。号码会自动脱敏。</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Results of inspections</source>
        <translation>质检结果</translation>
    </message>
    <message>
        <source>What inspectors found in the calls of your teams. That you look is on record.</source>
        <translation>质检对您班组通话的评分。您的查看会留下记录。</translation>
    </message>
    <message>
        <source>What inspectors found in your calls. You may answer each once; your supervisors see it too.</source>
        <translation>质检对您通话的评分。每通可申诉一次，您的主管也会看到。</translation>
    </message>
    <message>
        <source>Inspected</source>
        <translation>质检时间</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>申诉</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Older results</source>
        <translation>更早的结果</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Name or username</source>
        <translation>姓名或用户名</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>最近 90 天</translation>
    </message>
    <message>
        <source>No call was inspected in this time</source>
        <translation>这段时间没有质检过的通话</translation>
    </message>
    <message>
        <source>Widen the time; a new result is told on this desk.</source>
        <translation>请放宽时间；有新结果时，本机会提示。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
</context>
<context>
    <name>RevealDialog</name>
    <message>
        <source>See one value</source>
        <translation>查看一项明文</translation>
    </message>
    <message>
        <source>Shown for a few seconds, to you alone. The request, the reason and the time are recorded.</source>
        <translation>仅向您本人显示数秒。申请、理由和时间都会被记录。</translation>
    </message>
    <message>
        <source>The value will appear here.</source>
        <translation>明文将显示在这里。</translation>
    </message>
    <message>
        <source>Asking Central…</source>
        <translation>正在向中心服务申请…</translation>
    </message>
    <message>
        <source>Not shown. It is used up and recorded as {number}; ask again.</source>
        <translation>未显示明文。该次申请已用完，记录为 {number}，请重新申请。</translation>
    </message>
    <message numerus="yes">
        <source>Shown for %n second(s). Recorded as {number}.</source>
        <translation>
            <numerusform>已显示 %n 秒。记录为 {number}。</numerusform>
        </translation>
    </message>
    <message>
        <source>You withdrew {number}.</source>
        <translation>您已撤回 {number}。</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>未说明原因</translation>
    </message>
    <message>
        <source>{number} was refused: {note}</source>
        <translation>{number} 被拒绝：{note}</translation>
    </message>
    <message>
        <source>{number} is over: nobody decided in time.</source>
        <translation>{number} 已结束：时限内无人审批。</translation>
    </message>
</context>
<context>
    <name>RevealForm</name>
    <message>
        <source>Which field</source>
        <translation>查看哪个字段</translation>
    </message>
    <message>
        <source>For what</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Prove it is you</source>
        <translation>验证您的身份</translation>
    </message>
    <message>
        <source>Authenticator code</source>
        <translation>动态验证码</translation>
    </message>
    <message>
        <source>e.g. the customer asks which number we have</source>
        <translation>例如：客户询问我们登记的是哪个号码</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>Open alone, in an emergency: security is alerted at once</source>
        <translation>紧急情况下单独查看：安全负责人会立即收到告警</translation>
    </message>
    <message>
        <source>Ask to see it</source>
        <translation>申请查看</translation>
    </message>
</context>
<context>
    <name>RevealStage</name>
    <message>
        <source>{number} waits for approval</source>
        <translation>{number} 等待审批</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Can decide now: {names}</source>
        <translation>现在可审批：{names}</translation>
    </message>
    <message>
        <source>Nobody who could decide is signed in at the moment.</source>
        <translation>目前没有可审批的人员在线。</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>撤回申请</translation>
    </message>
    <message>
        <source>Central cannot be reached just now. The request still waits there.</source>
        <translation>暂时无法连接中心服务。申请仍在那里等待审批。</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>还剩 %n 秒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RolePage</name>
    <message>
        <source>Customers&apos; requests and retention are not part of this version yet.</source>
        <translation>本版本尚不包含客户权利请求与保存期限管理。</translation>
    </message>
    <message>
        <source>Requests to see, correct, delete and withdraw, and their due days, will be here. Until then, security can search the record of who saw what for you.</source>
        <translation>今后查阅、更正、删除、撤回请求及其办理期限会显示在这里。在此之前，可请安全负责人在审计页代为查询谁看过什么。</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>锁定本机</translation>
    </message>
</context>
<context>
    <name>ScoreForm</name>
    <message>
        <source>Note for the agent</source>
        <translation>给座席的评语</translation>
    </message>
    <message>
        <source>What was good, what should be otherwise. Numbers are masked.</source>
        <translation>哪里做得好，哪里应当改进。号码会自动脱敏。</translation>
    </message>
    <message>
        <source>Record the inspection</source>
        <translation>提交质检</translation>
    </message>
    <message>
        <source>Marks in the recording</source>
        <translation>录音中的标记</translation>
    </message>
    <message numerus="yes">
        <source>%n to be judged</source>
        <translation>
            <numerusform>还有 %n 项未评</numerusform>
        </translation>
    </message>
    <message>
        <source>of 100</source>
        <translation>（满分 100）</translation>
    </message>
</context>
<context>
    <name>ScriptSteps</name>
    <message>
        <source>Yes, agrees</source>
        <translation>是，同意</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Customer&apos;s answer: {word}</source>
        <translation>客户答复：{word}</translation>
    </message>
</context>
<context>
    <name>SecretView</name>
    <message>
        <source>No value is shown</source>
        <translation>未显示明文</translation>
    </message>
    <message numerus="yes">
        <source>Hidden value, %n character(s)</source>
        <translation>
            <numerusform>已遮盖的内容，共 %n 个字符</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Every act at this desk is recorded under your name.</source>
        <translation>您在本机的每一项操作都会以您的名义记录。</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Code from your authenticator</source>
        <translation>动态验证码（身份验证器）</translation>
    </message>
    <message>
        <source>Work offline, with the cards of the last sync</source>
        <translation>离线工作（使用上次同步的客户）</translation>
    </message>
</context>
<context>
    <name>SignInWindow</name>
    <message>
        <source>This desk is enrolled. Sign in to begin.</source>
        <translation>本机已登记，请登录后开始工作。</translation>
    </message>
</context>
<context>
    <name>SoundDialog</name>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Headphones</source>
        <translation>耳机</translation>
    </message>
    <message>
        <source>Rings through</source>
        <translation>铃声设备</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Calls run over</source>
        <translation>通话使用</translation>
    </message>
    <message>
        <source>How loud the microphone is</source>
        <translation>麦克风音量</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The telephone on your table ({extension})</source>
        <translation>您桌上的电话（{extension}）</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Calls ring at your telephone; you speak and hear there, and use its own keys.</source>
        <translation>通话在您的话机上进行：用话机听说，并使用话机上的按键。</translation>
    </message>
    <message>
        <source>This computer has no call engine; calls run over the telephone on your table.</source>
        <translation>本机没有通话引擎；通话由您桌上的电话进行。</translation>
    </message>
    <message>
        <source>No microphone found. Plug in a headset; it is listed here by itself.</source>
        <translation>未找到麦克风。插上耳麦后会自动出现在这里。</translation>
    </message>
    <message>
        <source>A call is on: what you choose counts at once, the test waits until it is over.</source>
        <translation>通话进行中：所选设备立即生效，测试请待通话结束。</translation>
    </message>
    <message>
        <source>Speak as to a customer: the bar should reach about two thirds.</source>
        <translation>请用平时通话的音量讲话，音量条应到约三分之二。</translation>
    </message>
    <message>
        <source>The test opens the microphone on this desk only. Nothing is recorded or sent.</source>
        <translation>测试只在本机打开麦克风，不录音，也不发送。</translation>
    </message>
    <message>
        <source>End the test</source>
        <translation>结束测试</translation>
    </message>
    <message>
        <source>Test the microphone</source>
        <translation>测试麦克风</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>My inspections  (Ctrl+R)</source>
        <translation>我的质检结果（Ctrl+R）</translation>
    </message>
    <message>
        <source>Keys  (?)</source>
        <translation>快捷键（?）</translation>
    </message>
    <message>
        <source>Preferences  (Ctrl+,)</source>
        <translation>偏好设置（Ctrl+,）</translation>
    </message>
    <message>
        <source>Lock  (Ctrl+L)</source>
        <translation>锁定（Ctrl+L）</translation>
    </message>
    <message>
        <source>Sign out  (Ctrl+Shift+Q)</source>
        <translation>退出登录（Ctrl+Shift+Q）</translation>
    </message>
    <message>
        <source>Synced {ago}</source>
        <translation>{ago}同步</translation>
    </message>
    <message>
        <source>The last answer from Central</source>
        <translation>最近一次收到中心服务应答的时间</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>尚未同步</translation>
    </message>
    <message>
        <source>What you did that Central has not confirmed yet. It is safe on this desk.</source>
        <translation>您已完成但中心服务尚未确认的操作，已安全保存在本机。</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 条待发送</translation>
    </message>
    <message>
        <source>0 waiting</source>
        <translation>无待发送</translation>
    </message>
    <message>
        <source>Signed in: {words}</source>
        <translation>当前登录：{words}</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>中心服务</translation>
    </message>
    <message>
        <source>Central {count} ms</source>
        <translation>中心服务 {count} ms</translation>
    </message>
    <message>
        <source>Connected, over TLS 1.3</source>
        <translation>已连接，TLS 1.3 加密</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Work goes on; it is kept here and sent later</source>
        <translation>可以继续工作，内容保存在本机并稍后发送</translation>
    </message>
    <message>
        <source>Not our Central</source>
        <translation>非本方中心服务</translation>
    </message>
    <message>
        <source>Something else answers in its place; nothing is sent</source>
        <translation>有其他服务冒充应答；没有发送任何内容</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Central answers and refuses this desk</source>
        <translation>中心服务有应答，但拒绝了本机</translation>
    </message>
    <message>
        <source>VPN missing</source>
        <translation>VPN 缺失</translation>
    </message>
    <message>
        <source>Nothing is sent until the VPN is back</source>
        <translation>VPN 恢复之前不发送任何数据</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Central runs on this machine</source>
        <translation>中心服务运行在本机</translation>
    </message>
    <message>
        <source>VPN {name}</source>
        <translation>VPN {name}</translation>
    </message>
    <message>
        <source>The way to Central goes through a tunnel</source>
        <translation>经 VPN 隧道连接中心服务</translation>
    </message>
    <message>
        <source>No VPN: {name}</source>
        <translation>未使用 VPN：{name}</translation>
    </message>
    <message>
        <source>The way to Central does not go through a tunnel; TLS 1.3 still protects it</source>
        <translation>未经 VPN 隧道连接中心服务，仍由 TLS 1.3 保护</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>无网络</translation>
    </message>
    <message>
        <source>No way leads to Central now</source>
        <translation>当前没有通往中心服务的网络</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Choose a row first.</source>
        <translation>请先选择一行。</translation>
    </message>
    <message>
        <source>Asking Central…</source>
        <translation>正在向中心服务查询…</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>You listen to {who}&apos;s call. {who} sees that you do, and why you did stands on record.</source>
        <translation>您将旁听{who}的通话。{who}看得到您在旁听，旁听的理由会记录在案。</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>旁听</translation>
    </message>
    <message>
        <source>Why you listen, for the record</source>
        <translation>旁听的理由，记录在案</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>协助</translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>今日通话</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>接通</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Outcomes today</source>
        <translation>今日结果</translation>
    </message>
    <message>
        <source>I am coming</source>
        <translation>我来协助</translation>
    </message>
    <message>
        <source>Join the call</source>
        <translation>进入通话</translation>
    </message>
    <message>
        <source>Listen in…</source>
        <translation>旁听…</translation>
    </message>
    <message>
        <source>Open once somebody wants help in a call.</source>
        <translation>有人在通话中求助时可用。</translation>
    </message>
    <message>
        <source>Open in a call whose customer said yes to it, where your company allows it.</source>
        <translation>公司允许且客户同意的通话中可用。</translation>
    </message>
    <message>
        <source>Nobody is in your team</source>
        <translation>您的班组中还没有人</translation>
    </message>
    <message>
        <source>Your administrator puts people into teams.</source>
        <translation>由管理员把人员分到班组。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>What your people do now, and did today.</source>
        <translation>班组成员当前在做什么，今天做了什么。</translation>
    </message>
    <message>
        <source>{name} is told that you come.</source>
        <translation>已告知{name}您会前来。</translation>
    </message>
</context>
<context>
    <name>TeamWords</name>
    <message>
        <source>You help</source>
        <translation>您在帮忙</translation>
    </message>
    <message>
        <source>Wants help</source>
        <translation>请求协助</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>拨号中</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保持中</translation>
    </message>
    <message>
        <source>After the call</source>
        <translation>话后处理</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Desk locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Paused: {reason}</source>
        <translation>暂停：{reason}</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>Everything of {username} on this desk is erased for ever. Go on? [y/N] </source>
        <translation>{username} 在本机上的全部数据将被永久擦除。是否继续？[y/N] </translation>
    </message>
    <message>
        <source>Nothing was erased.</source>
        <translation>没有擦除任何数据。</translation>
    </message>
    <message>
        <source>Erased: keys destroyed: {keys}, files overwritten {passes} times: {files}, {octets} bytes.</source>
        <translation>已擦除：销毁密钥 {keys} 个，覆写 {passes} 遍的文件 {files} 个，共 {octets} 字节。</translation>
    </message>
    <message>
        <source>Its record waits on this desk. Open the desk once, connected to Central.</source>
        <translation>擦除记录还留在本机。请在连上中心服务时打开一次工作站。</translation>
    </message>
    <message>
        <source>Written to {file}: {events} delivered events, {receipts} receipts, {evidence} pieces of evidence.</source>
        <translation>已写入 {file}：已送达事件 {events} 条，回执 {receipts} 份，证据 {evidence} 份。</translation>
    </message>
    <message>
        <source>Paste the ticket, then press Enter: </source>
        <translation>请粘贴登记凭证，然后按回车键：</translation>
    </message>
    <message>
        <source>{desk} is enrolled again, until {day}. What waits is sent once the desk is open.</source>
        <translation>{desk} 已重新登记，有效期至 {day}。待发送的内容会在工作站打开后送出。</translation>
    </message>
    <message>
        <source>Nobody called {username} has worked on this desk, so nothing was erased. Those who have: {people}.</source>
        <translation>没有名为 {username} 的人在本机上工作过，因此什么也没有擦除。在此工作过的有：{people}。</translation>
    </message>
</context>
<context>
    <name>TicketPanel</name>
    <message>
        <source>Ticket for {name}</source>
        <translation>{name} 的登记凭证</translation>
    </message>
    <message>
        <source>Shown once. Paste it on the new desk before {time}.</source>
        <translation>仅显示一次。请在 {time} 之前粘贴到新工作站。</translation>
    </message>
    <message>
        <source>Enrolment ticket</source>
        <translation>登记凭证</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>TrailView</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>More</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>The call&apos;s trail</source>
        <translation>通话轨迹</translation>
    </message>
</context>
<context>
    <name>VpnPage</name>
    <message>
        <source>The VPN is missing</source>
        <translation>VPN 未连接</translation>
    </message>
    <message>
        <source>No card is shown and nothing is sent. What you did is kept on this desk and sent later.</source>
        <translation>不显示卡片，也不发送任何数据。您所做的都保存在本机，稍后发送。</translation>
    </message>
    <message>
        <source>Connect the VPN; the desk goes on by itself. If it is connected, tell your administrator.</source>
        <translation>请连接 VPN，工作站会自动继续。如果 VPN 已连接，请告知管理员。</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>No network leads to Central.</source>
        <translation>没有通往中心服务的网络。</translation>
    </message>
    <message>
        <source>The way to Central leads over {name}, which is no VPN.</source>
        <translation>通往中心服务的线路经过 {name}，它不是 VPN。</translation>
    </message>
    <message>
        <source>The way to Central leads over {name}, a tunnel that policy does not allow.</source>
        <translation>通往中心服务的线路经过 {name}，策略不允许使用该隧道。</translation>
    </message>
    <message>
        <source>Central runs on this machine, which policy does not allow.</source>
        <translation>中心服务就在这台机器上运行，策略不允许这样使用。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>New</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重拨</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>禁止拨打</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Due now</source>
        <translation>现在联系</translation>
    </message>
    <message>
        <source>Later today</source>
        <translation>今日稍后</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>其他日期</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Interested</source>
        <translation>有意向</translation>
    </message>
    <message>
        <source>Not interested</source>
        <translation>无意向</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>稍后回访</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>号码有误</translation>
    </message>
    <message>
        <source>No more calls</source>
        <translation>勿再致电</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Landline</source>
        <translation>固话</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Number plate</source>
        <translation>车牌</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>QQ</source>
        <translation>QQ</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全负责人</translation>
    </message>
    <message>
        <source>Privacy officer</source>
        <translation>个保专员</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Recorded: {word}. Next is {name}; Enter opens the card.</source>
        <translation>已记录：{word}。下一位是 {name}，按回车打开。</translation>
    </message>
    <message>
        <source>Recorded: {word}.</source>
        <translation>已记录：{word}。</translation>
    </message>
</context>
</TS>
