<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>kv::cli</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 s  %2</source>
        <translation>%1 秒  %2</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>fast timers</source>
        <translation>快速定时器</translation>
    </message>
    <message>
        <source>default timers</source>
        <translation>默认定时器</translation>
    </message>
    <message>
        <source>coming up: %1</source>
        <translation>正在启动：%1</translation>
    </message>
    <message>
        <source>ending</source>
        <translation>正在结束</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>host    %1</source>
        <translation>主机    %1</translation>
    </message>
    <message>
        <source>target  %1 from %2</source>
        <translation>目标    %1，从 %2</translation>
    </message>
    <message>
        <source>no command given</source>
        <translation>未给出命令</translation>
    </message>
    <message>
        <source>there is no command &quot;%1&quot;</source>
        <translation>没有命令“%1”</translation>
    </message>
    <message>
        <source>The language of all text: %1; else the locale&apos;s.</source>
        <translation>所有文字的语言：%1；缺省随区域设置。</translation>
    </message>
    <message>
        <source>keepviewctl %1 --help says what it knows</source>
        <translation>用法见 keepviewctl %1 --help</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>注意：%1</translation>
    </message>
    <message>
        <source>note    %1</source>
        <translation>注意    %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Usage: keepviewctl COMMAND [OPTIONS]

  lab         build, enter and end the built-in lab (keepviewctl lab --help)
  snapshot    everything that the hosts&apos; probes see, once
  watch       a line for each change, as it happens
  verify      disable the overlay of a router&apos;s active node, measure, restore, judge
  path        the way of a frame to a floating IP, an instance or a router, hop by hop
  may-reboot  what would lose service if a host went away
  replay      read a recording back and print its verdicts

Hosts are --lab, or --host NAME=&apos;COMMAND&apos; for each: any command line that starts keepview-probe, for example
  keepviewctl watch --host network1=&apos;ssh network1 sudo -n keepview-probe&apos;
--language CODE, with every command, speaks another language than the locale&apos;s: en or zh_CN.
keepviewctl COMMAND --help says more.</source>
        <translation>用法：keepviewctl COMMAND [OPTIONS]

  lab         构建、进入和结束内置实验环境（keepviewctl lab --help）
  snapshot    各主机探针所见的一切，输出一次
  watch       每发生一次变化输出一行
  verify      禁用路由器活动节点的覆盖网络接口，测量，恢复，判定
  path        帧到浮动 IP、实例或路由器逐跳经过的路径
  may-reboot  主机离线时会中断服务的内容
  replay      回读一份录制文件并打印其中的判定

主机用 --lab 给出，或逐台用 --host NAME=&apos;COMMAND&apos; 给出：任何能启动 keepview-probe 的命令行，例如
  keepviewctl watch --host network1=&apos;ssh network1 sudo -n keepview-probe&apos;
每个命令都可用 --language CODE 指定不同于区域设置的语言：en 或 zh_CN。
更多说明见 keepviewctl COMMAND --help。</translation>
    </message>
    <message>
        <source>Usage: keepviewctl lab up [FILE.json|DEFINITION] [--name NAME] [--timers fast|default] [--detach]
       keepviewctl lab exec [--name NAME] HOST[:NETNS] -- COMMAND...
       keepviewctl lab status [--name NAME]
       keepviewctl lab faults [--name NAME]
       keepviewctl lab fault FAULT HOST [--router ROUTER] [--percent P] [--ms N] [--for SECONDS] [--name NAME]
       keepviewctl lab mend [NUMBER|all] [--name NAME]
       keepviewctl lab down [--name NAME]
       keepviewctl lab list</source>
        <translation>用法：keepviewctl lab up [FILE.json|DEFINITION] [--name NAME] [--timers fast|default] [--detach]
       keepviewctl lab exec [--name NAME] HOST[:NETNS] -- COMMAND...
       keepviewctl lab status [--name NAME]
       keepviewctl lab faults [--name NAME]
       keepviewctl lab fault FAULT HOST [--router ROUTER] [--percent P] [--ms N] [--for SECONDS] [--name NAME]
       keepviewctl lab mend [NUMBER|all] [--name NAME]
       keepviewctl lab down [--name NAME]
       keepviewctl lab list</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>fault %1, %2 on %3: %4</source>
        <translation>故障 %1：%3 上的 %2：%4</translation>
    </message>
    <message>
        <source>%1; undone</source>
        <translation>%1；已撤销</translation>
    </message>
    <message>
        <source>%1; could not be undone: %2</source>
        <translation>%1；无法撤销：%2</translation>
    </message>
    <message>
        <source>%1not here: %2</source>
        <translation>%1此处不可用：%2</translation>
    </message>
    <message>
        <source>%1, for %2 s more</source>
        <translation>%1，还剩 %2 秒</translation>
    </message>
    <message>
        <source>to undo it: keepviewctl lab mend %1</source>
        <translation>撤销它：keepviewctl lab mend %1</translation>
    </message>
    <message>
        <source>every fault is undone</source>
        <translation>所有故障均已撤销</translation>
    </message>
    <message>
        <source>fault %1 is undone</source>
        <translation>故障 %1 已撤销</translation>
    </message>
</context>
<context>
    <name>kv::cli::LabHosts</name>
    <message>
        <source>the lab cannot run: %1</source>
        <translation>实验环境无法运行：%1</translation>
    </message>
    <message>
        <source>lab: %1</source>
        <translation>实验环境：%1</translation>
    </message>
    <message>
        <source>the lab did not come up: %1</source>
        <translation>实验环境未能启动：%1</translation>
    </message>
</context>
<context>
    <name>kv::cli::LiveSite</name>
    <message>
        <source>the recording is not complete: %1</source>
        <translation>录制不完整：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: the session ended</source>
        <translation>%1：会话已结束</translation>
    </message>
</context>
<context>
    <name>kv::cli::MayReboot</name>
    <message>
        <source>May HOST be rebooted? Lists what would lose service, what moves to another host, and what stays without redundancy meanwhile.
Exit code 0: it may, 1: something would lose service, 2: cannot say, or could not run.</source>
        <translation>HOST 可以重启吗？列出会中断服务的内容、会转移到其他主机的内容，以及期间没有冗余的内容。
退出码 0：可以；1：有内容会中断服务；2：无法判断，或未能运行。</translation>
    </message>
    <message>
        <source>The host, as it is named here.</source>
        <translation>主机，用此处的名称。</translation>
    </message>
    <message>
        <source>As JSON to a file; - is the standard output.</source>
        <translation>以 JSON 写入文件；- 表示标准输出。</translation>
    </message>
    <message>
        <source>Would lose service:</source>
        <translation>会中断服务：</translation>
    </message>
    <message>
        <source>Cannot be said:</source>
        <translation>无法判断：</translation>
    </message>
    <message>
        <source>Moves:</source>
        <translation>会转移：</translation>
    </message>
    <message>
        <source>Without redundancy until it is back:</source>
        <translation>恢复之前没有冗余：</translation>
    </message>
    <message>
        <source>name one host: keepviewctl may-reboot HOST</source>
        <translation>请指定一台主机：keepviewctl may-reboot HOST</translation>
    </message>
</context>
<context>
    <name>kv::cli::Path</name>
    <message>
        <source>The way of a frame from outside to TARGET, hop by hop, each with the fact that it rests on and that fact&apos;s age. TARGET is a floating IP, an instance&apos;s address, its namespace or tap, or a router.
Exit code 0: clear to its end; 1: broken, a stale pointer, or ambiguous; 2: not known to its end, or could not run.</source>
        <translation>帧从外部到 TARGET 逐跳经过的路径，每一跳都附上所依据的事实及其时间。TARGET 是浮动 IP、实例的地址、其命名空间或 tap，或者路由器。
退出码 0：全程畅通；1：中断、指向过时或不明确；2：无法一直追踪到终点，或未能运行。</translation>
    </message>
    <message>
        <source>What the frame goes to; without it, what there is is listed.</source>
        <translation>帧要到达的目标；不指定则列出可选目标。</translation>
    </message>
    <message>
        <source>The host outside that sends.</source>
        <translation>发送帧的外部主机。</translation>
    </message>
    <message>
        <source>As JSON to a file; - is the standard output.</source>
        <translation>以 JSON 写入文件；- 表示标准输出。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>--from %1: there is no such host</source>
        <translation>--from %1：没有这台主机</translation>
    </message>
    <message>
        <source>A path can be asked for: %1</source>
        <translation>可以查询路径的目标：%1</translation>
    </message>
    <message>
        <source>%1 is no floating IP, instance or router that is seen; there is: %2</source>
        <translation>没有看到名为 %1 的浮动 IP、实例或路由器；现有：%2</translation>
    </message>
</context>
<context>
    <name>kv::cli::PathText</name>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <translation>%1，%2前</translation>
    </message>
    <message>
        <source>its probe is silent</source>
        <translation>其探针没有响应</translation>
    </message>
    <message>
        <source>back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>aside</source>
        <translation>旁支</translation>
    </message>
</context>
<context>
    <name>kv::cli::Replay</name>
    <message>
        <source>Reads a recording as fast as it can and prints its verdicts. Exit code 1: some lines are damaged.</source>
        <translation>尽快读完一份录制文件并打印其中的判定。退出码 1：有些行已损坏。</translation>
    </message>
    <message>
        <source>The recording.</source>
        <translation>录制文件。</translation>
    </message>
    <message>
        <source>name one recording: keepviewctl replay FILE</source>
        <translation>请给出一个录制文件：keepviewctl replay FILE</translation>
    </message>
</context>
<context>
    <name>kv::cli::SiteArguments</name>
    <message>
        <source>Of a private lab: default (Neutron&apos;s) or fast.</source>
        <translation>私有实验环境的定时器：default（与 Neutron 相同）或 fast。</translation>
    </message>
    <message>
        <source>A host and the command line that starts its probe (repeatable).</source>
        <translation>一台主机以及启动其探针的命令行（可重复）。</translation>
    </message>
    <message>
        <source>Record everything that is heard to a new file.</source>
        <translation>把听到的一切录制到新文件。</translation>
    </message>
    <message>
        <source>Write the verdicts to a file at the end.</source>
        <translation>结束时把判定写入文件。</translation>
    </message>
    <message>
        <source>--timers is default or fast</source>
        <translation>--timers 只能是 default 或 fast</translation>
    </message>
    <message>
        <source>--host %1: %2</source>
        <translation>--host %1：%2</translation>
    </message>
    <message>
        <source>--lab and --host exclude each other</source>
        <translation>--lab 与 --host 不能同时使用</translation>
    </message>
    <message>
        <source>no hosts: give --lab, or --host NAME=&apos;COMMAND&apos;</source>
        <translation>没有主机：请给出 --lab 或 --host NAME=&apos;COMMAND&apos;</translation>
    </message>
    <message>
        <source>A lab, private to this command: the guide&apos;s, or the definition (FILE.json or a built-in name) that follows; or the running lab whose name follows.</source>
        <translation>仅供本命令使用的实验环境：指南中的，或其后给出的定义（FILE.json 或内置名称）；也可是其后指名的正在运行的实验环境。</translation>
    </message>
    <message>
        <source>The same as --lab with this word.</source>
        <translation>等同于 --lab 加上这个词。</translation>
    </message>
</context>
<context>
    <name>kv::cli::SiteReading</name>
    <message>
        <source>Of a recording instead of hosts.</source>
        <translation>读取录制文件，而不是主机。</translation>
    </message>
    <message>
        <source>With --replay: that many seconds after its beginning; else at its end.</source>
        <translation>与 --replay 一起使用：录制开始后的秒数；不指定则为末尾。</translation>
    </message>
    <message>
        <source>--at is a number of seconds</source>
        <translation>--at 必须是秒数</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>no snapshot of %1</source>
        <translation>没有 %1 的快照</translation>
    </message>
    <message>
        <source>what was asked to be kept could not be written</source>
        <translation>要求保存的内容无法写入</translation>
    </message>
    <message>
        <source>no host answered</source>
        <translation>没有主机应答</translation>
    </message>
    <message>
        <source>--at needs --replay</source>
        <translation>--at 需要 --replay</translation>
    </message>
</context>
<context>
    <name>kv::cli::Snapshot</name>
    <message>
        <source>no snapshot of %1</source>
        <translation>没有 %1 的快照</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Everything that the hosts&apos; probes see, once.</source>
        <translation>各主机探针所见的一切，输出一次。</translation>
    </message>
    <message>
        <source>Also as JSON to a file; - is the standard output.</source>
        <translation>同时以 JSON 写入文件；- 表示标准输出。</translation>
    </message>
</context>
<context>
    <name>kv::cli::Verify</name>
    <message>
        <source>The guide&apos;s failover test, unattended: pings through the router, disables the overlay interface of its active node, sees who takes over and when, enables it again and compares with the prediction.
Exit code 0: passed, 1: failed, 2: could not run. The interface is restored in every case.</source>
        <translation>无人值守地完成指南中的故障切换测试：经路由器持续 ping，禁用其活动节点的覆盖网络接口，观察谁在何时接管，再重新启用并与预测对比。
退出码 0：通过，1：未通过，2：无法运行。无论如何接口都会恢复。</translation>
    </message>
    <message>
        <source>Its id or name; needed when there are several.</source>
        <translation>路由器的 ID 或名称；有多个路由器时必须给出。</translation>
    </message>
    <message>
        <source>An address to ping (repeatable).</source>
        <translation>要 ping 的地址（可重复）。</translation>
    </message>
    <message>
        <source>The host that pings.</source>
        <translation>发起 ping 的主机。</translation>
    </message>
    <message>
        <source>The overlay interface of a host, when it is not found (repeatable).</source>
        <translation>找不到时，指定某主机的覆盖网络接口（可重复）。</translation>
    </message>
    <message>
        <source>The report as JSON to a file; - is the standard output.</source>
        <translation>报告以 JSON 写入文件；- 表示标准输出。</translation>
    </message>
    <message>
        <source>--target %1: not an address</source>
        <translation>--target %1：不是地址</translation>
    </message>
    <message>
        <source>--overlay %1: not HOST:INTERFACE</source>
        <translation>--overlay %1：格式不是 HOST:INTERFACE</translation>
    </message>
    <message>
        <source>could not verify: %1</source>
        <translation>无法验证：%1</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>被中断</translation>
    </message>
</context>
<context>
    <name>kv::cli::VerifyText</name>
    <message>
        <source>[ok]     </source>
        <translation>[通过]   </translation>
    </message>
    <message>
        <source>[FAILED] </source>
        <translation>[未通过] </translation>
    </message>
    <message>
        <source>[skipped]</source>
        <translation>[跳过]   </translation>
    </message>
    <message>
        <source>From %1 to %2: %3 sent, %4 answered, %5 late, %6 lost</source>
        <translation>从 %1 到 %2：发送 %3，应答 %4，迟到 %5，丢失 %6</translation>
    </message>
    <message>
        <source>    interrupted for %1 (%2 lost, %3 late)</source>
        <translation>    中断 %1（丢失 %2，迟到 %3）</translation>
    </message>
    <message>
        <source>    interrupted for %1 and still is (%2 lost)</source>
        <translation>    中断 %1，仍未恢复（丢失 %2）</translation>
    </message>
    <message>
        <source>Finding: %1</source>
        <translation>发现：%1</translation>
    </message>
    <message>
        <source>PASS</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>FAIL: %1</source>
        <translation>未通过：%1</translation>
    </message>
    <message>
        <source>COULD NOT RUN: %1</source>
        <translation>无法运行：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>title, summary</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>kv::cli::Watch</name>
    <message>
        <source>A line for each change, as it happens: time, host, what became true. Ends with Ctrl+C, or when no host is left.</source>
        <translation>每发生一次变化就输出一行：时间、主机、变成了什么。按 Ctrl+C 或没有主机时结束。</translation>
    </message>
    <message>
        <source>Also each advertisement and forwarding entry.</source>
        <translation>也包括每个通告和转发表项。</translation>
    </message>
</context>
<context>
    <name>kv::continuity</name>
    <message>
        <source>isolated: holds the addresses, heard by nobody</source>
        <translation>被隔离：持有地址，但无人听到它</translation>
    </message>
    <message>
        <source>takeover %1</source>
        <translation>接管 %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1 · %2 lost, %3 late</source>
        <translation>%1 · 丢失 %2，迟到 %3</translation>
    </message>
    <message>
        <source>%1 · %2 lost</source>
        <translation>%1 · 丢失 %2</translation>
    </message>
    <message>
        <source>%1 of %2 lost</source>
        <translation>丢失 %1 / %2</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>中位数 %1</translation>
    </message>
    <message>
        <source>%1 gap</source>
        <translation>中断 %1</translation>
    </message>
    <message>
        <source>%1 gaps, most %2</source>
        <translation>%1 次中断，最长 %2</translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation>预期 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>kv::continuity::ContinuityView</name>
    <message>
        <source>Continuity chart</source>
        <translation>连续性图表</translation>
    </message>
    <message>
        <source>answered (height: round trip)</source>
        <translation>已应答（高度：往返时间）</translation>
    </message>
    <message>
        <source>late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>显示 %1</translation>
    </message>
    <message>
        <source>%1 · +0 s is %2</source>
        <translation>%1 · +0 秒为 %2</translation>
    </message>
</context>
<context>
    <name>kv::continuity::SampleLayer</name>
    <message>
        <source>No ping is running yet.</source>
        <translation>尚未开始 ping。</translation>
    </message>
    <message numerus="yes">
        <source>%n sent: %1 answered, %2 late, %3 lost, %4 waiting</source>
        <translation>
            <numerusform>发送 %n：应答 %1，迟到 %2，丢失 %3，等待 %4</numerusform>
        </translation>
    </message>
    <message>
        <source>slowest answer %1</source>
        <translation>最慢应答 %1</translation>
    </message>
    <message>
        <source>slowest late answer %1</source>
        <translation>最慢迟到应答 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>未发送 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>host, event</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>kv::engine</name>
    <message numerus="yes">
        <source>%1 of %n addresses + VIP</source>
        <translation>
            <numerusform>%1/%n 个地址 + VIP</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n addresses, no VIP</source>
        <translation>
            <numerusform>%1/%n 个地址，无 VIP</numerusform>
        </translation>
    </message>
    <message>
        <source>no namespace</source>
        <translation>没有命名空间</translation>
    </message>
    <message>
        <source>sends, prio %1</source>
        <translation>发送，优先级 %1</translation>
    </message>
    <message>
        <source>hears %1</source>
        <translation>听到 %1</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>pid %1</translation>
    </message>
    <message>
        <source>pid %1 stopped</source>
        <translation>pid %1 已暂停</translation>
    </message>
    <message>
        <source>pid %1 gone</source>
        <translation>pid %1 已消失</translation>
    </message>
    <message>
        <source>no keepalived</source>
        <translation>没有 keepalived</translation>
    </message>
    <message>
        <source>%1 down</source>
        <translation>%1 断开</translation>
    </message>
    <message>
        <source>%1 up</source>
        <translation>%1 正常</translation>
    </message>
    <message numerus="yes">
        <source>%n addresses</source>
        <translation>
            <numerusform>%n 个地址</numerusform>
        </translation>
    </message>
    <message>
        <source>its overlay</source>
        <translation>它的覆盖网络接口</translation>
    </message>
    <message>
        <source>%1 is isolated and still holds the addresses</source>
        <translation>%1 被隔离，但仍持有地址</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>%1 still holds the addresses without a living keepalived</source>
        <translation>%1 的 keepalived 已不在，但仍持有地址</translation>
    </message>
    <message>
        <source>%1 still holds the addresses, its keepalived is stopped</source>
        <translation>%1 的 keepalived 已暂停，但仍持有地址</translation>
    </message>
    <message>
        <source>, later than the expected %1</source>
        <translation>，晚于预期的 %1</translation>
    </message>
    <message>
        <source>, sooner than the expected %1</source>
        <translation>，早于预期的 %1</translation>
    </message>
    <message>
        <source>, just past the expected %1</source>
        <translation>，略超预期的 %1</translation>
    </message>
    <message>
        <source>, just short of the expected %1</source>
        <translation>，略短于预期的 %1</translation>
    </message>
    <message>
        <source>, inside the expected %1</source>
        <translation>，在预期的 %1之内</translation>
    </message>
    <message>
        <source>%1 is protected. Active on %2, standby on %3; the standby hears it.</source>
        <translation>%1 受保护。活动于 %2，备用于 %3；备用节点能听到它。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source> But %1.</source>
        <translation>但 %1。</translation>
    </message>
    <message>
        <source> If %1 falls silent, expect %2 without traffic.</source>
        <translation>如果 %1 沉默，预计 %2没有流量。</translation>
    </message>
    <message>
        <source>%1 took over %2 %3 after %4 of %5 went down%6; %7.</source>
        <translation>%5 的 %4 断开 %3后，%1 接管了 %2%6；%7。</translation>
    </message>
    <message>
        <source>%1 is not protected, and who serves it is not known.</source>
        <translation>%1 未受保护，且不知道由谁服务。</translation>
    </message>
    <message>
        <source>%1 is not protected: %2, and nobody else serves it.</source>
        <translation>%1 未受保护：%2，没有其他节点为它服务。</translation>
    </message>
    <message>
        <source>%1 is not protected: served by %2; %3.</source>
        <translation>%1 未受保护：由 %2 服务；%3。</translation>
    </message>
    <message>
        <source>%1 is not protected: active on %2, and keepalived does not run on %3.</source>
        <translation>%1 未受保护：活动于 %2，而 %3 上没有运行 keepalived。</translation>
    </message>
    <message>
        <source>%1 is not protected: active on %2, but no standby hears it.</source>
        <translation>%1 未受保护：活动于 %2，但没有备用节点听到它。</translation>
    </message>
    <message>
        <source>%1 took over %2; %3 is isolated and still holds the addresses.</source>
        <translation>%1 接管了 %2；%3 被隔离，但仍持有地址。</translation>
    </message>
    <message>
        <source>%1 is failing over: %2 of %3 went down %4 ago; %5 should take over %6 after that.</source>
        <translation>%1 正在故障切换：%3 的 %2 在 %4前断开；%5 应在此后 %6内接管。</translation>
    </message>
    <message>
        <source>the overlay</source>
        <translation>覆盖网络接口</translation>
    </message>
    <message>
        <source>%1 is settling: both %2 hold the addresses for the moment.</source>
        <translation>%1 正在稳定：%2 暂时都持有地址。</translation>
    </message>
    <message>
        <source>%1 is failing over: nothing was heard of its active instance for %2; %3 should take over within %4.</source>
        <translation>%1 正在故障切换：已有 %2没有听到活动实例；%3 应在 %4内接管。</translation>
    </message>
    <message>
        <source>%1 is changing; what it becomes has not lasted an advertisement interval yet.</source>
        <translation>%1 正在变化；新状态尚未持续一个通告间隔。</translation>
    </message>
    <message>
        <source>Whether %1 is protected is not known: nothing has been heard of %2 for more than 3 s.</source>
        <translation>不知道 %1 是否受保护：已超过 3 秒没有 %2 的消息。</translation>
    </message>
    <message>
        <source>%1 is active on %2; no probe on another host can confirm that it is protected.</source>
        <translation>%1 活动于 %2；没有其他主机上的探针能证实它受保护。</translation>
    </message>
    <message>
        <source>Whether %1 is protected is not known yet.</source>
        <translation>尚不知道 %1 是否受保护。</translation>
    </message>
    <message>
        <source>%1 is split: %2 are both active; who carries the traffic is not known.</source>
        <translation>%1 出现脑裂：%2 同时为活动；不知道由谁承载流量。</translation>
    </message>
    <message>
        <source>%1 is split: %2 are both active; the traffic goes through %3.</source>
        <translation>%1 出现脑裂：%2 同时为活动；流量经过 %3。</translation>
    </message>
    <message>
        <source>%1 is down: nobody serves it.</source>
        <translation>%1 已中断：无人为它服务。</translation>
    </message>
    <message>
        <source>%1 is not redundant.</source>
        <translation>%1 没有冗余。</translation>
    </message>
    <message>
        <source>%1 is not redundant: it is on %2 only.</source>
        <translation>%1 没有冗余：只在 %2 上。</translation>
    </message>
    <message>
        <source>No host is connected.</source>
        <translation>没有连接任何主机。</translation>
    </message>
    <message>
        <source>The probe on %1 does not answer.</source>
        <translation>%1 上的探针没有应答。</translation>
    </message>
    <message>
        <source>Reading %1.</source>
        <translation>正在读取 %1。</translation>
    </message>
    <message>
        <source>No router was found on the connected hosts.</source>
        <translation>在已连接的主机上没有找到路由器。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>active (unconfirmed)</source>
        <translation>活动（未证实）</translation>
    </message>
    <message>
        <source>standby</source>
        <translation>备用</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>被隔离</translation>
    </message>
    <message>
        <source>orphaned</source>
        <translation>失管</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>not redundant</source>
        <translation>无冗余</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>受保护</translation>
    </message>
    <message>
        <source>unprotected</source>
        <translation>未受保护</translation>
    </message>
    <message>
        <source>failing over</source>
        <translation>故障切换中</translation>
    </message>
    <message>
        <source>split</source>
        <translation>脑裂</translation>
    </message>
    <message>
        <source>down</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>it was asked to</source>
        <translation>应请求恢复</translation>
    </message>
    <message>
        <source>its time was up</source>
        <translation>时限已到</translation>
    </message>
    <message>
        <source>the connection to its probe ended</source>
        <translation>与其探针的连接已断开</translation>
    </message>
    <message>
        <source>its probe ended</source>
        <translation>其探针已结束</translation>
    </message>
    <message>
        <source>nothing was heard of Keepview</source>
        <translation>没有 Keepview 的消息</translation>
    </message>
    <message>
        <source>a later probe found it undone</source>
        <translation>由后来的探针补做恢复</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>an unknown time</source>
        <translation>未知时长</translation>
    </message>
    <message>
        <source>%1 to %2 s</source>
        <translation>%1–%2 秒</translation>
    </message>
    <message>
        <source>FDB %1 on %2</source>
        <translation>FDB %1 在 %2</translation>
    </message>
    <message>
        <source>No router with high availability was found.</source>
        <translation>没有找到高可用路由器。</translation>
    </message>
    <message>
        <source>No router %1 was found.</source>
        <translation>没有找到路由器 %1。</translation>
    </message>
    <message>
        <source>There are several routers with high availability (%1): say which one.</source>
        <translation>有多个高可用路由器（%1 个）：请指明是哪一个。</translation>
    </message>
    <message>
        <source>%1 is not protected now, but %2: a failover would prove nothing.</source>
        <translation>%1 目前不是受保护状态，而是%2：此时故障切换证明不了什么。</translation>
    </message>
    <message>
        <source>%1 cannot ping (yet).</source>
        <translation>%1（尚）不能 ping。</translation>
    </message>
    <message>
        <source>No host can ping from outside of the router.</source>
        <translation>没有主机能从路由器外部 ping。</translation>
    </message>
    <message>
        <source>No address of %1 can be pinged from outside.</source>
        <translation>%1 没有可从外部 ping 的地址。</translation>
    </message>
    <message>
        <source>What the HA network rides on at %1 is not known: name it (--overlay %1:INTERFACE).</source>
        <translation>不知道 %1 上的 HA 网络由哪个接口承载：请指明（--overlay %1:INTERFACE）。</translation>
    </message>
    <message>
        <source>%1 has no interface %2.</source>
        <translation>%1 没有接口 %2。</translation>
    </message>
    <message>
        <source>%1 is not read yet.</source>
        <translation>%1 尚未读取。</translation>
    </message>
    <message>
        <source>The probe on %1 may only observe: start it with --allow-actions.</source>
        <translation>%1 上的探针只能观察：请用 --allow-actions 启动它。</translation>
    </message>
    <message>
        <source>%1 of %2 is the management interface.</source>
        <translation>%2 的 %1 是管理接口。</translation>
    </message>
    <message>
        <source>%1: %2, VRRPv%3 priority %4, HA address %5</source>
        <translation>%1：%2，VRRPv%3 优先级 %4，HA 地址 %5</translation>
    </message>
    <message>
        <source>%1 of %2 also carries %3</source>
        <translation>%2 的 %1 还承载 %3</translation>
    </message>
    <message>
        <source>%1 pings %2</source>
        <translation>%1 正在 ping %2</translation>
    </message>
    <message>
        <source>Who would take over %1 is not known.</source>
        <translation>不知道谁会接管 %1。</translation>
    </message>
    <message>
        <source>%1: %2, VRRPv%3 priority %4, HA address %5, last heartbeat heard %6 ago</source>
        <translation>%1：%2，VRRPv%3 优先级 %4，HA 地址 %5，%6前听到最近一次心跳</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n VIPs</source>
        <translation>
            <numerusform>%1/%n 个 VIP</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not behind %2.</source>
        <translation>%1 不在 %2 之后。</translation>
    </message>
    <message>
        <source>%1 is protected, but no answer has come from %2 for %3. Active on %4, standby on %5.</source>
        <translation>%1 受保护，但 %2 已有 %3没有应答。活动于 %4，备用于 %5。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 及另外 %n 个地址</numerusform>
        </translation>
    </message>
    <message>
        <source> No answer from %1 for %2.</source>
        <translation>%1 已有 %2没有应答。</translation>
    </message>
    <message>
        <source>%1 up, %2 down</source>
        <translation>%1 正常，%2 断开</translation>
    </message>
    <message>
        <source>%1 is not protected: active on %2, and %3 has no way out: %4 is down.</source>
        <translation>%1 未受保护：活动于 %2，而 %3 没有外部出口：%4 断开。</translation>
    </message>
    <message>
        <source>%1 is losing its protection: active on %2, with no standby to rely on.</source>
        <translation>%1 正在失去保护：活动于 %2，已没有可用的备用节点。</translation>
    </message>
    <message>
        <source>%1 is protected, but %2, where it is active, has no way out: %3 is down.</source>
        <translation>%1 受保护，但其活动节点 %2 没有外部出口：%3 断开。</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>%1 is down</source>
        <translation>%1 断开</translation>
    </message>
    <message>
        <source>%1 is up</source>
        <translation>%1 已接通</translation>
    </message>
    <message>
        <source>check fails: %1 is down</source>
        <translation>检查失败：%1 断开</translation>
    </message>
    <message>
        <source>state file: fault</source>
        <translation>状态文件：fault</translation>
    </message>
    <message>
        <source>%1 is not protected: active on %2, and %3 cannot take over (%4).</source>
        <translation>%1 未受保护：活动于 %2，而 %3 无法接管（%4）。</translation>
    </message>
    <message>
        <source>%1 holds %2</source>
        <translation>%1 的内容为 %2</translation>
    </message>
    <message>
        <source>check has yet to succeed: %1 is up again</source>
        <translation>检查尚未恢复成功：%1 已重新启用</translation>
    </message>
    <message>
        <source>link state of %1 on %2</source>
        <translation>%2 上 %1 的链路状态</translation>
    </message>
    <message>
        <source>addresses of %1 on %2</source>
        <translation>%2 上 %1 的地址</translation>
    </message>
    <message>
        <source>routes of %1 on %2</source>
        <translation>%2 上 %1 的路由</translation>
    </message>
    <message>
        <source>neighbours of %1 on %2</source>
        <translation>%2 上 %1 的邻居表</translation>
    </message>
    <message>
        <source>bridge FDB of %1 on %2</source>
        <translation>%2 上网桥 %1 的 FDB</translation>
    </message>
    <message>
        <source>VXLAN FDB of %1 on %2</source>
        <translation>%2 上 VXLAN 端口 %1 的 FDB</translation>
    </message>
    <message>
        <source>NAT of %1 on %2</source>
        <translation>%2 上 %1 的 NAT</translation>
    </message>
    <message>
        <source>who serves, by its evidence</source>
        <translation>由谁服务（依据证据）</translation>
    </message>
    <message>
        <source>the interface is not there</source>
        <translation>接口不存在</translation>
    </message>
    <message>
        <source>%1 on %2 has no carrier</source>
        <translation>%2 上的 %1 没有载波</translation>
    </message>
    <message>
        <source>%1 on %2 is down</source>
        <translation>%2 上的 %1 已断开</translation>
    </message>
    <message>
        <source>%1 has no entry for %2: frames go to every port</source>
        <translation>%1 没有 %2 的条目：帧会发往所有端口</translation>
    </message>
    <message>
        <source>%1 is told on two ports of %2</source>
        <translation>%1 同时出现在 %2 的两个端口上</translation>
    </message>
    <message>
        <source>%1 has no entry for %2: frames go to every VTEP</source>
        <translation>%1 没有 %2 的条目：帧会发往所有 VTEP</translation>
    </message>
    <message>
        <source>%1 is told at two VTEPs</source>
        <translation>%1 同时出现在两个 VTEP 上</translation>
    </message>
    <message>
        <source>there is no route to %1</source>
        <translation>没有到 %1 的路由</translation>
    </message>
    <message>
        <source>the route is %1</source>
        <translation>路由类型为 %1</translation>
    </message>
    <message>
        <source>the route is dead: its interface is down</source>
        <translation>路由失效：其接口已断开</translation>
    </message>
    <message>
        <source>several routes are as good</source>
        <translation>有多条同等的路由</translation>
    </message>
    <message>
        <source>no entry for %1: it is asked for first</source>
        <translation>没有 %1 的条目：会先查询它</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 没有应答</translation>
    </message>
    <message>
        <source>%1 has not answered yet</source>
        <translation>%1 尚未应答</translation>
    </message>
    <message>
        <source>%1 does not hold %2</source>
        <translation>%1 没有地址 %2</translation>
    </message>
    <message>
        <source>the instance&apos;s own interface on %1</source>
        <translation>%1 上实例自己的接口</translation>
    </message>
    <message>
        <source>the instance&apos;s MAC is not known</source>
        <translation>实例的 MAC 未知</translation>
    </message>
    <message>
        <source>the namespace&apos;s routes are not known</source>
        <translation>命名空间的路由未知</translation>
    </message>
    <message>
        <source>the bridge does not send it on</source>
        <translation>网桥不会转发它</translation>
    </message>
    <message>
        <source>no probe on the host with %1</source>
        <translation>拥有 %1 的主机上没有探针</translation>
    </message>
    <message>
        <source>no probe on the host that has the instance</source>
        <translation>实例所在的主机上没有探针</translation>
    </message>
    <message>
        <source>%1 has no VXLAN port of that network</source>
        <translation>%1 没有该网络的 VXLAN 端口</translation>
    </message>
    <message>
        <source>%1 has the instance on another host</source>
        <translation>%1 认为实例在另一台主机上</translation>
    </message>
    <message>
        <source>the instance is not seen there</source>
        <translation>在那里没有看到实例</translation>
    </message>
    <message>
        <source>what the instance sends goes to %1</source>
        <translation>实例发出的帧会到 %1</translation>
    </message>
    <message>
        <source>%1 last heard the router&apos;s MAC from another host: it drops what comes from there for it</source>
        <translation>%1 最近一次是从另一台主机收到路由器的 MAC：从那里来的发往该 MAC 的帧会被丢弃</translation>
    </message>
    <message>
        <source>the host&apos;s routes are not known</source>
        <translation>主机的路由未知</translation>
    </message>
    <message>
        <source>another host has sent last with the router&apos;s MAC</source>
        <translation>最近用路由器的 MAC 发送的是另一台主机</translation>
    </message>
    <message>
        <source>no node has heard the router&apos;s MAC lately: switches send it everywhere</source>
        <translation>近来没有节点收到过路由器的 MAC：交换机会把帧发往各处</translation>
    </message>
    <message>
        <source>bridge FDBs of the router&apos;s hosts: who sent last with its MAC</source>
        <translation>路由器所在主机的网桥 FDB：最近由谁用其 MAC 发送</translation>
    </message>
    <message>
        <source>%1 has sent last with the router&apos;s MAC: switches point there</source>
        <translation>%1 最近用路由器的 MAC 发送过：交换机指向那里</translation>
    </message>
    <message>
        <source>%1 and %2 have both sent with the router&apos;s MAC: switches point to the last</source>
        <translation>%1 和 %2 都用路由器的 MAC 发送过：交换机指向最后发送的一方</translation>
    </message>
    <message>
        <source>still points to the instance on %1, which does not serve</source>
        <translation>仍指向 %1 上不提供服务的实例</translation>
    </message>
    <message>
        <source>%1 last heard the router&apos;s MAC from outside: it drops what comes from there for it</source>
        <translation>%1 最近一次是从外部收到路由器的 MAC：从那里来的发往该 MAC 的帧会被丢弃</translation>
    </message>
    <message>
        <source>%1 is on several hosts</source>
        <translation>%1 在多台主机上</translation>
    </message>
    <message>
        <source>the router&apos;s gateway port is not seen</source>
        <translation>没有看到路由器的网关端口</translation>
    </message>
    <message>
        <source>station</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>physical network</source>
        <translation>物理网络</translation>
    </message>
    <message>
        <source>interface</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>bridge</source>
        <translation>网桥</translation>
    </message>
    <message>
        <source>bridge port</source>
        <translation>网桥端口</translation>
    </message>
    <message>
        <source>router port outside</source>
        <translation>路由器外侧端口</translation>
    </message>
    <message>
        <source>NAT</source>
        <translation>NAT</translation>
    </message>
    <message>
        <source>routing</source>
        <translation>路由选择</translation>
    </message>
    <message>
        <source>router port inside</source>
        <translation>路由器内侧端口</translation>
    </message>
    <message>
        <source>VXLAN port</source>
        <translation>VXLAN 端口</translation>
    </message>
    <message>
        <source>instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>end of what is known</source>
        <translation>已知部分的终点</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>畅通</translation>
    </message>
    <message>
        <source>flooded</source>
        <translation>泛洪</translation>
    </message>
    <message>
        <source>ambiguous</source>
        <translation>不明确</translation>
    </message>
    <message>
        <source>stale pointer</source>
        <translation>过时指向</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>%1: by way of %2, every hop is clear</source>
        <translation>%1：经由 %2，每一跳都畅通</translation>
    </message>
    <message>
        <source>%1: by way of %2 (%3)</source>
        <translation>%1：经由 %2（%3）</translation>
    </message>
    <message>
        <source>%1: ambiguous (several hosts hold the addresses)</source>
        <translation>%1：不明确（多台主机都有这些地址）</translation>
    </message>
    <message>
        <source>%1: ambiguous (%2)</source>
        <translation>%1：不明确（%2）</translation>
    </message>
    <message>
        <source>%1: by way of %2, but a pointer is stale (%3)</source>
        <translation>%1：经由 %2，但有指向已过时（%3）</translation>
    </message>
    <message>
        <source>%1: broken (%2)</source>
        <translation>%1：中断（%2）</translation>
    </message>
    <message>
        <source>%1: not known to its end (%2)</source>
        <translation>%1：无法追踪到终点（%2）</translation>
    </message>
    <message>
        <source>its probe is silent: what runs there now is not known</source>
        <translation>其探针没有响应：现在运行着什么未知</translation>
    </message>
    <message>
        <source>has no keepalived: it is on this host only</source>
        <translation>没有 keepalived：只在这台主机上</translation>
    </message>
    <message>
        <source>is split: who really serves is not certain</source>
        <translation>处于脑裂：实际由谁服务不确定</translation>
    </message>
    <message>
        <source>its state is not known</source>
        <translation>其状态未知</translation>
    </message>
    <message>
        <source>is failing over right now</source>
        <translation>正在故障切换</translation>
    </message>
    <message>
        <source>is down already: nobody serves it</source>
        <translation>已经停止：没有主机为其服务</translation>
    </message>
    <message>
        <source>who serves it is not known</source>
        <translation>由谁服务未知</translation>
    </message>
    <message>
        <source>is served here, and nobody would take over</source>
        <translation>由这台主机服务，没有主机会接管</translation>
    </message>
    <message>
        <source>moves to %1, after %2 if the host falls silent</source>
        <translation>转移到 %1；若主机突然无响应，则在 %2 后</translation>
    </message>
    <message>
        <source>stays on %1; its only standby is here</source>
        <translation>留在 %1；其唯一的备用在这里</translation>
    </message>
    <message>
        <source>the network&apos;s only DHCP server that is seen</source>
        <translation>所看到的该网络唯一的 DHCP 服务器</translation>
    </message>
    <message>
        <source>runs on this host</source>
        <translation>运行在这台主机上</translation>
    </message>
    <message>
        <source>a guest&apos;s port: it runs on this host</source>
        <translation>虚拟机的端口：它运行在这台主机上</translation>
    </message>
    <message>
        <source>the way from %1 leads through this host</source>
        <translation>从 %1 来的路径经过这台主机</translation>
    </message>
    <message>
        <source>runs on no other host that is seen</source>
        <translation>没有看到它在其他主机上运行</translation>
    </message>
    <message>
        <source>is disabled on %1 by Keepview right now</source>
        <translation>目前被 Keepview 在 %1 上禁用</translation>
    </message>
    <message>
        <source>%1 may be rebooted: nothing that is seen would lose service.</source>
        <translation>%1 可以重启：所看到的内容都不会中断服务。</translation>
    </message>
    <message numerus="yes">
        <source>%1 may be rebooted: %n router(s) move.</source>
        <translation>
            <numerusform>%1 可以重启：%n 个路由器会转移。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Do not reboot %1: %n thing(s) would lose service.</source>
        <translation>
            <numerusform>不要重启 %1：有 %n 项会中断服务。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whether %1 may be rebooted cannot be said: %n thing(s) are unclear.</source>
        <translation>
            <numerusform>无法判断 %1 是否可以重启：有 %n 项不清楚。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no host %1.</source>
        <translation>没有主机 %1。</translation>
    </message>
    <message>
        <source>the namespace&apos;s NAT is not known</source>
        <translation>命名空间的 NAT 未知</translation>
    </message>
    <message>
        <source>no rule translates %1</source>
        <translation>没有规则转换 %1</translation>
    </message>
    <message>
        <source>nobody serves the router</source>
        <translation>没有主机为该路由器服务</translation>
    </message>
    <message>
        <source>%1 is not the MAC of the router&apos;s gateway port</source>
        <translation>%1 不是路由器网关端口的 MAC</translation>
    </message>
    <message>
        <source>holds the addresses, but nobody is known to serve</source>
        <translation>有这些地址，但不知道由谁服务</translation>
    </message>
    <message>
        <source>several hold the addresses: which one serves is not known</source>
        <translation>多台主机都有这些地址：由哪一台服务未知</translation>
    </message>
    <message>
        <source>which instance has it is not known</source>
        <translation>属于哪个实例未知</translation>
    </message>
    <message>
        <source>the routes lead in a circle</source>
        <translation>路由形成环路</translation>
    </message>
    <message>
        <source>is served here, and no standby could serve it</source>
        <translation>由此处服务，而没有备用实例能够提供服务</translation>
    </message>
    <message>
        <source>may move to %1, which has no way out: %2 is down</source>
        <translation>可能移到 %1，但它没有出口：%2 已断开</translation>
    </message>
    <message>
        <source>another host has its namespace; whether a DHCP server runs there is not known</source>
        <translation>另一台主机有其命名空间；那里是否运行 DHCP 服务器未知</translation>
    </message>
</context>
<context>
    <name>kv::engine::Verifier</name>
    <message>
        <source>Preflight: who serves, who would take over, how long it may take</source>
        <translation>预检：谁在服务，谁会接管，需要多久</translation>
    </message>
    <message>
        <source>Continuous ping of the addresses behind the router</source>
        <translation>持续 ping 路由器后面的地址</translation>
    </message>
    <message>
        <source>Disable the overlay interface on the active node</source>
        <translation>禁用活动节点的覆盖网络接口</translation>
    </message>
    <message>
        <source>See the addresses appear on the other node</source>
        <translation>观察地址出现在另一节点</translation>
    </message>
    <message>
        <source>Enable the overlay interface again</source>
        <translation>重新启用覆盖网络接口</translation>
    </message>
    <message>
        <source>See who serves after repair</source>
        <translation>观察修复后由谁服务</translation>
    </message>
    <message>
        <source>Read the interface back</source>
        <translation>回读接口状态</translation>
    </message>
    <message>
        <source>%1 cannot ping %2: %3</source>
        <translation>%1 无法 ping %2：%3</translation>
    </message>
    <message>
        <source>%1 did not take %2 down: %3</source>
        <translation>%1 没有断开 %2：%3</translation>
    </message>
    <message>
        <source>Aborted: %1</source>
        <translation>已中止：%1</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 没有应答。</translation>
    </message>
    <message>
        <source>%1 is not answered steadily.</source>
        <translation>%1 的应答不稳定。</translation>
    </message>
    <message>
        <source>%1 has not been pinged for long enough.</source>
        <translation>对 %1 的 ping 时间还不够长。</translation>
    </message>
    <message>
        <source>%1 serves %2. With %3 down, %4 should take over after %5; after repair %6 should serve.</source>
        <translation>%2 由 %1 服务。%3 断开后，%4 应在 %5后接管；修复后应由 %6 服务。</translation>
    </message>
    <message>
        <source>What preflight found does not hold any more.</source>
        <translation>预检的结论已不再成立。</translation>
    </message>
    <message>
        <source>%1 answers in %2 ms</source>
        <translation>%1 在 %2 毫秒内应答</translation>
    </message>
    <message>
        <source>%1: %2 sent, %3 answered, %4 lost</source>
        <translation>%1：发送 %2，应答 %3，丢失 %4</translation>
    </message>
    <message>
        <source>%1 of %2 could not be taken down.</source>
        <translation>无法断开 %2 的 %1。</translation>
    </message>
    <message>
        <source>%1 of %2 did not go down in time.</source>
        <translation>%2 的 %1 没有及时断开。</translation>
    </message>
    <message>
        <source>%1 kernel: %2 down at %3 (near end&apos;s clock)</source>
        <translation>%1 内核：%2 于 %3 断开（近端时钟）</translation>
    </message>
    <message>
        <source>%1 undo: change %2, held by its watchdog until %3 at the latest</source>
        <translation>%1 撤销：变更 %2，由其看门狗保管，最迟到 %3</translation>
    </message>
    <message>
        <source>%1 of %2 is down.</source>
        <translation>%2 的 %1 已断开。</translation>
    </message>
    <message>
        <source>%1 kernel: %2 present at %3</source>
        <translation>%1 内核：%2 于 %3 出现</translation>
    </message>
    <message>
        <source>%1 without interruption</source>
        <translation>%1 没有中断</translation>
    </message>
    <message>
        <source>%1 interrupted for %2 (at most %3)</source>
        <translation>%1 中断 %2（上限 %3）</translation>
    </message>
    <message>
        <source>%1 echo: %2 interrupted from %3 to %4, %5 lost, %6 delayed, %7 not sent</source>
        <translation>%1 回显：%2 从 %3 到 %4 中断，丢失 %5，迟到 %6，未发送 %7</translation>
    </message>
    <message>
        <source>now, still going on</source>
        <translation>现在，仍在持续</translation>
    </message>
    <message>
        <source>%1 kernel: all addresses present at %2</source>
        <translation>%1 内核：全部地址于 %2 就位</translation>
    </message>
    <message>
        <source>Nobody took over %1</source>
        <translation>无人接管 %1</translation>
    </message>
    <message>
        <source>%1 took over after %2, as predicted</source>
        <translation>%1 在 %2后接管，与预测一致</translation>
    </message>
    <message>
        <source>%1 took over after %2, but %3 was predicted</source>
        <translation>%1 在 %2后接管，但预测是 %3</translation>
    </message>
    <message>
        <source>%1 kernel: %2</source>
        <translation>%1 内核：%2</translation>
    </message>
    <message>
        <source>%1 is %2: %3</source>
        <translation>%1 为%2：%3</translation>
    </message>
    <message>
        <source>%1 of %2 was not restored in time. %3</source>
        <translation>%2 的 %1 没有及时恢复。%3</translation>
    </message>
    <message>
        <source>%1 came back before it was asked to (%2).</source>
        <translation>%1 在请求之前就已恢复（%2）。</translation>
    </message>
    <message>
        <source>%1 kernel: %2 up at %3</source>
        <translation>%1 内核：%2 于 %3 恢复</translation>
    </message>
    <message>
        <source>%1 of %2 is up again.</source>
        <translation>%2 的 %1 已恢复。</translation>
    </message>
    <message>
        <source>%1 of %2 could not be restored completely.</source>
        <translation>%2 的 %1 未能完全恢复。</translation>
    </message>
    <message>
        <source>who serves %1 is not certain (%2)</source>
        <translation>不确定由谁服务 %1（%2）</translation>
    </message>
    <message>
        <source>%1 serves, as predicted</source>
        <translation>由 %1 服务，与预测一致</translation>
    </message>
    <message>
        <source>%1 serves, but %2 was predicted</source>
        <translation>由 %1 服务，但预测是 %2</translation>
    </message>
    <message>
        <source>every address answers</source>
        <translation>每个地址都有应答</translation>
    </message>
    <message>
        <source>%1 took the role back after repair (its HA address or priority is higher), in spite of nopreempt.</source>
        <translation>修复后 %1 夺回了角色（其 HA 地址或优先级更高），尽管配置了 nopreempt。</translation>
    </message>
    <message>
        <source>Repair cost %1 %2 without traffic, from %3.</source>
        <translation>修复使 %1 在 %2内没有流量，从 %3 起。</translation>
    </message>
    <message>
        <source>%1 was interrupted again for %2, from %3.</source>
        <translation>%1 再次中断 %2，从 %3 起。</translation>
    </message>
    <message>
        <source>%1 of %2 reads back identical.</source>
        <translation>%2 的 %1 回读结果与原来一致。</translation>
    </message>
    <message>
        <source>%1 of %2 does not read back as it was.</source>
        <translation>%2 的 %1 回读结果与原来不同。</translation>
    </message>
    <message>
        <source>%1%2 s</source>
        <comment>sign, seconds</comment>
        <translation>%1%2 秒</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>%1 took the role back after repair (its HA address or priority is higher).</source>
        <translation>修复后 %1 夺回了角色（其 HA 地址或优先级更高）。</translation>
    </message>
    <message>
        <source>%1 had no answer for %2 though %3 served (a failover may take %4)</source>
        <translation>%3 已在提供服务，%1 仍有 %2 无应答（一次故障切换最多允许 %4）</translation>
    </message>
    <message>
        <source>%1; nothing that was read says why.</source>
        <translation>%1；所读取的信息都未说明原因。</translation>
    </message>
    <message>
        <source>%1: the bridge of %2 has looked for the router on the way out (%3) since %4, because the other side had sent after it.</source>
        <translation>%1：自 %4 起，%2 的网桥一直把路由器的地址指向出口（%3），因为对侧在它之后发送过报文。</translation>
    </message>
    <message>
        <source>%1: the bridge of %2 looked for the router on the way out (%3) from %4 to %5, because the other side had sent after it.</source>
        <translation>%1：从 %4 到 %5，%2 的网桥把路由器的地址指向出口（%3），因为对侧在它之后发送过报文。</translation>
    </message>
</context>
<context>
    <name>kv::facts</name>
    <message>
        <source>%1 on %2</source>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>network namespace</source>
        <translation>网络命名空间</translation>
    </message>
    <message>
        <source>interface %1</source>
        <translation>接口 %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>有应答</translation>
    </message>
    <message>
        <source>lost; it is being reached for again</source>
        <translation>失去联系，正在重新连接</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>探针</translation>
    </message>
    <message>
        <source>silent for more than 3 s</source>
        <translation>静默超过 3 秒</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last words</source>
        <translation>最后的输出</translation>
    </message>
    <message>
        <source>Clock offset</source>
        <translation>时钟偏移</translation>
    </message>
    <message>
        <source>Clock error</source>
        <translation>时钟误差</translation>
    </message>
    <message>
        <source>±%1</source>
        <translation>±%1</translation>
    </message>
    <message>
        <source>Lost events</source>
        <translation>丢失的事件</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s), each followed by a new snapshot</source>
        <translation>
            <numerusform>%n 次，每次之后都有新快照</numerusform>
        </translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>探针</translation>
    </message>
    <message>
        <source>Probe version</source>
        <translation>探针版本</translation>
    </message>
    <message>
        <source>It can</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>It may change links</source>
        <translation>可否改变链路</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no, it only observes</source>
        <translation>否，只观察</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>主机名</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>Boot id</source>
        <translation>启动标识</translation>
    </message>
    <message>
        <source>What it sees</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Forwarding entries</source>
        <translation>转发表项</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>邻居</translation>
    </message>
    <message>
        <source>VRRP senders</source>
        <translation>VRRP 发送者</translation>
    </message>
    <message>
        <source>VRRP instances configured</source>
        <translation>已配置的 VRRP 实例</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已消失</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>pid %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>位于 %1</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>in a container</source>
        <translation>在容器中</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not present</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>down</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>lower layer down</source>
        <translation>下层关闭</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>测试中</translation>
    </message>
    <message>
        <source>dormant</source>
        <translation>休眠</translation>
    </message>
    <message>
        <source>up</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Local address</source>
        <translation>本地地址</translation>
    </message>
    <message>
        <source>Group or remote</source>
        <translation>组播组或远端</translation>
    </message>
    <message>
        <source>UDP port</source>
        <translation>UDP 端口</translation>
    </message>
    <message>
        <source>Underlay</source>
        <translation>底层接口</translation>
    </message>
    <message>
        <source>link-local</source>
        <translation>链路本地</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>到 %1</translation>
    </message>
    <message>
        <source>by this port</source>
        <translation>经此端口</translation>
    </message>
    <message>
        <source>Traffic since it came</source>
        <translation>出现以来的流量</translation>
    </message>
    <message>
        <source>%1 packets, %2 bytes</source>
        <translation>%1 个包，%2 字节</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Port of</source>
        <translation>所属网桥</translation>
    </message>
    <message>
        <source>Other end</source>
        <translation>另一端</translation>
    </message>
    <message>
        <source>interface %1, in a namespace that cannot be seen</source>
        <translation>接口 %1，位于不可见的命名空间</translation>
    </message>
    <message>
        <source>Rides on</source>
        <translation>承载于</translation>
    </message>
    <message>
        <source>Bond mode</source>
        <translation>绑定模式</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>VRF table</source>
        <translation>VRF 路由表</translation>
    </message>
    <message>
        <source>Its ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>physical interface</source>
        <translation>物理接口</translation>
    </message>
    <message>
        <source>loopback</source>
        <translation>环回</translation>
    </message>
    <message>
        <source>bridge</source>
        <translation>网桥</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>Administratively</source>
        <translation>管理状态</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>载波</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Operational state</source>
        <translation>运行状态</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>via %1</source>
        <translation>经由 %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>在 %1 上</translation>
    </message>
    <message>
        <source>(dead)</source>
        <translation>（失效）</translation>
    </message>
    <message>
        <source>default, %1</source>
        <translation>默认，%1</translation>
    </message>
    <message>
        <source>%1 in table %2</source>
        <translation>%1，路由表 %2</translation>
    </message>
    <message>
        <source>Policy rules</source>
        <translation>策略规则</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>from all</source>
        <translation>来自所有</translation>
    </message>
    <message>
        <source>in by %1</source>
        <translation>从 %1 进入</translation>
    </message>
    <message>
        <source>NAT</source>
        <translation>NAT</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>%1, under more conditions</source>
        <translation>%1，另有条件</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>未能理解</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>VRID %1, priority %2, VRRPv%3, every %4 s, on %5</source>
        <translation>VRID %1，优先级 %2，VRRPv%3，每 %4 秒，位于 %5</translation>
    </message>
    <message>
        <source>Virtual addresses</source>
        <translation>虚拟地址</translation>
    </message>
    <message>
        <source>Sync group</source>
        <translation>同步组</translation>
    </message>
    <message>
        <source>Tracks %1</source>
        <translation>跟踪 %1</translation>
    </message>
    <message>
        <source>Heard on %1</source>
        <translation>在 %1 上听到</translation>
    </message>
    <message>
        <source>from %1, VRID %2, priority %3</source>
        <translation>来自 %1，VRID %2，优先级 %3</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>the host&apos;s own</source>
        <translation>主机自身</translation>
    </message>
    <message>
        <source>Cookie</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>Inode</source>
        <translation>Inode</translation>
    </message>
    <message>
        <source>Tracked connections</source>
        <translation>已跟踪的连接</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>no connection tracking</source>
        <translation>无连接跟踪</translation>
    </message>
    <message>
        <source>known</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>询问中</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>permanent</source>
        <translation>静态</translation>
    </message>
    <message>
        <source>Filtered ports</source>
        <translation>受过滤的端口</translation>
    </message>
    <message>
        <source>Filter rules</source>
        <translation>过滤规则</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>name no port</source>
        <translation>未提到任何端口</translation>
    </message>
    <message>
        <source>name more ports than the %1 that are kept</source>
        <translation>提到的端口超过所保留的 %1 个</translation>
    </message>
    <message>
        <source>filter rules name it</source>
        <translation>过滤规则提到此端口</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>name it</source>
        <translation>提到此端口</translation>
    </message>
    <message>
        <source>do not name it</source>
        <translation>未提到此端口</translation>
    </message>
    <message>
        <source>%1, which holds %2</source>
        <translation>%1，内容为 %2</translation>
    </message>
</context>
<context>
    <name>kv::facts::FactsModel</name>
    <message numerus="yes">
        <source>%1 (%n more)</source>
        <translation>
            <numerusform>%1（另有 %n 项）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2
from: %3</source>
        <translation>%1：%2
来源：%3</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>时龄</translation>
    </message>
</context>
<context>
    <name>kv::facts::FactsPanel</name>
    <message>
        <source>Facts with their source and age</source>
        <translation>事实及其来源和时龄</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message>
        <source>Select a host, namespace or interface in the diagram.</source>
        <translation>请在图中选择主机、命名空间或接口。</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>它已不存在。</translation>
    </message>
</context>
<context>
    <name>kv::gui</name>
    <message>
        <source>FAIL: %1</source>
        <translation>未通过：%1</translation>
    </message>
    <message>
        <source>could not run: %1</source>
        <translation>无法运行：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n probes answer</source>
        <translation>
            <numerusform>%1/%n 个探针有应答</numerusform>
        </translation>
    </message>
    <message>
        <source>newest fact %1, oldest %2</source>
        <translation>最新事实 %1前，最旧 %2前</translation>
    </message>
    <message>
        <source>clock error ±%1 ms</source>
        <translation>时钟误差 ±%1 毫秒</translation>
    </message>
    <message numerus="yes">
        <source>%Ln events lost</source>
        <translation>
            <numerusform>丢失 %Ln 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>Observing only: no probe allows actions</source>
        <translation>仅观察：没有探针允许操作</translation>
    </message>
    <message numerus="yes">
        <source>No change in force · %n of the probes allow actions</source>
        <translation>
            <numerusform>没有生效的变更 · %n 个探针允许操作</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes in force: %1 down on %2, undo held by its watchdog</source>
        <translation>
            <numerusform>%n 项变更生效：%2 的 %1 已断开，撤销由其看门狗保管</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2 is being restored</source>
        <translation>%2 的 %1 正在恢复</translation>
    </message>
    <message>
        <source>%1 on %2 returns by itself in %3 s</source>
        <translation>%2 的 %1 将在 %3 秒后自动恢复</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>目前一无所知。</translation>
    </message>
    <message>
        <source>Restore %1 now</source>
        <translation>立即恢复 %1</translation>
    </message>
    <message>
        <source>Restore all %1 now</source>
        <translation>立即恢复全部 %1 项</translation>
    </message>
    <message>
        <source>PASS</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>unprotected: nobody would take over</source>
        <translation>失去保护：无人会接管</translation>
    </message>
    <message>
        <source>unprotected: %1 serves, nobody would take over</source>
        <translation>失去保护：%1 在服务，无人会接管</translation>
    </message>
    <message>
        <source>split: more than one host is active</source>
        <translation>脑裂：不止一台主机处于活动状态</translation>
    </message>
    <message>
        <source>down: nobody serves</source>
        <translation>中断：无人服务</translation>
    </message>
    <message>
        <source>protected again</source>
        <translation>已恢复保护</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 等另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n routers are protected again</source>
        <translation>
            <numerusform>%n 个路由器已恢复保护</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n routers are not protected</source>
        <translation>
            <numerusform>%n 个路由器失去保护</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The file name ends in none of .svg, .png and .pdf.</source>
        <translation>文件名须以 .svg、.png 或 .pdf 结尾。</translation>
    </message>
    <message>
        <source>There is no picture yet.</source>
        <translation>还没有拓扑图。</translation>
    </message>
    <message>
        <source>The picture could not be made. It may be too large for this format.</source>
        <translation>无法生成拓扑图。对于此格式，它可能过大。</translation>
    </message>
    <message>
        <source>The picture could not be written: %1</source>
        <translation>无法写入拓扑图：%1</translation>
    </message>
</context>
<context>
    <name>kv::gui::Conductor</name>
    <message>
        <source>%1 says: %2. Start its probe with --allow-actions and with the right to change links (root, or sudo -n), then try again.</source>
        <translation>%1 回答：%2。请用 --allow-actions 并以有权更改链路的身份（root 或 sudo -n）启动其探针，然后重试。</translation>
    </message>
    <message>
        <source>%1 refuses, because it would not be safe: %2. Nothing was changed.</source>
        <translation>%1 拒绝执行，因为不安全：%2。没有做任何更改。</translation>
    </message>
    <message>
        <source>%1 is busy: %2. Restore the change that is in force first.</source>
        <translation>%1 正忙：%2。请先恢复已生效的变更。</translation>
    </message>
    <message>
        <source>The probe on %1 ended before it answered. If it had changed anything, it restores it by itself. Look at the hosts table, and try again when it answers.</source>
        <translation>%1 上的探针在应答之前就结束了。如果它做过更改，会自行恢复。请查看主机表，待它应答后重试。</translation>
    </message>
    <message>
        <source>%1 does not know that interface any more: %2. Nothing was changed.</source>
        <translation>%1 已不再有这个接口：%2。没有做任何更改。</translation>
    </message>
    <message>
        <source>%1 says: %2. Nothing is left changed; look at the status bar before you try again.</source>
        <translation>%1 回答：%2。没有遗留任何更改；重试之前请查看状态栏。</translation>
    </message>
    <message>
        <source>%1 cannot be pinged</source>
        <translation>无法 ping %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>%1 is down.</source>
        <translation>%1 已断开。</translation>
    </message>
    <message>
        <source>%1 is back and reads as before.</source>
        <translation>%1 已恢复，回读结果与原来一致。</translation>
    </message>
    <message>
        <source>%1 is back, but not all of it</source>
        <translation>%1 已恢复，但不完整</translation>
    </message>
    <message>
        <source>It now differs in:</source>
        <translation>现在的差异：</translation>
    </message>
    <message>
        <source>%1 could not be restored</source>
        <translation>%1 未能恢复</translation>
    </message>
    <message>
        <source>Bring it up by hand (ip link set %1 up) and compare:</source>
        <translation>请手工启用（ip link set %1 up）并对比：</translation>
    </message>
    <message>
        <source>Not restored</source>
        <translation>未恢复</translation>
    </message>
    <message>
        <source>Not disabled</source>
        <translation>未禁用</translation>
    </message>
    <message>
        <source>aborted by the user</source>
        <translation>被用户中止</translation>
    </message>
</context>
<context>
    <name>kv::gui::Demo</name>
    <message>
        <source>the site did not become steady in time</source>
        <translation>站点没有及时稳定下来</translation>
    </message>
    <message>
        <source>%1 is steady; disabling the overlay of its active node</source>
        <translation>%1 已稳定；正在禁用其活动节点的覆盖网络接口</translation>
    </message>
    <message>
        <source>wrote %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>无法写入 %1</translation>
    </message>
</context>
<context>
    <name>kv::gui::DockTitle</name>
    <message>
        <source>Close (View brings it back)</source>
        <translation>关闭（可从“视图”菜单重新打开）</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>关闭%1</translation>
    </message>
</context>
<context>
    <name>kv::gui::LabFaults</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>kv::gui::LabRefusal</name>
    <message>
        <source>The lab cannot run here</source>
        <translation>实验环境无法在此运行</translation>
    </message>
    <message>
        <source>The lab cannot run here.</source>
        <translation>实验环境无法在此运行。</translation>
    </message>
    <message>
        <source>%1

A recorded failover shows the same window.</source>
        <translation>%1

一次录制的故障切换会显示同样的窗口。</translation>
    </message>
    <message>
        <source>Open the &amp;sample recording</source>
        <translation>打开示例录制(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>kv::gui::LabStart</name>
    <message>
        <source>the lab has ended</source>
        <translation>实验环境已结束</translation>
    </message>
</context>
<context>
    <name>kv::gui::MainWindow</name>
    <message>
        <source>Routers</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Verify failover</source>
        <translation>验证故障切换</translation>
    </message>
    <message>
        <source>Continuity</source>
        <translation>连续性</translation>
    </message>
    <message>
        <source>&amp;Restore now</source>
        <translation>立即恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Verify failover</source>
        <translation>验证故障切换(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Abort verification</source>
        <translation>中止验证(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>适应(&amp;F)</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>缩放到 100 %</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Chart &amp;follows</source>
        <translation>图表跟随(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Chart: zoom i&amp;n</source>
        <translation>图表：放大(&amp;N)</translation>
    </message>
    <message>
        <source>Chart: zoom o&amp;ut</source>
        <translation>图表：缩小(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Next part of the window</source>
        <translation>窗口的下一部分(&amp;N)</translation>
    </message>
    <message>
        <source>Reduced &amp;motion</source>
        <translation>减少动画(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Actions</source>
        <translation>操作(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Disable overlay</source>
        <translation>禁用覆盖网络接口(&amp;D)</translation>
    </message>
    <message>
        <source>V&amp;erify</source>
        <translation>验证(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>键盘(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Keepview</source>
        <translation>关于 Keepview(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>跟随桌面(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>深色(&amp;K)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>No host yet</source>
        <translation>还没有主机</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>About Keepview</source>
        <translation>关于 Keepview</translation>
    </message>
    <message>
        <source>Keepview %1: a live picture of VRRP high availability on Linux bridges.
GPL-3.0-or-later. The architecture follows the OpenStack Networking Guide (CC BY 3.0).</source>
        <translation>Keepview %1：Linux 网桥上 VRRP 高可用性的实时图景。
GPL-3.0-or-later。架构遵循《OpenStack 网络指南》（CC BY 3.0）。</translation>
    </message>
    <message>
        <source>Keepview</source>
        <translation>Keepview</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&amp;%1 %2 on %3…</source>
        <translation>&amp;%1 %3 的 %2…</translation>
    </message>
    <message numerus="yes">
        <source>from %1 · %n pings a second to each address</source>
        <translation>
            <numerusform>从 %1 · 每个地址每秒 %n 次 ping</numerusform>
        </translation>
    </message>
    <message>
        <source>Close Keepview</source>
        <translation>关闭 Keepview</translation>
    </message>
    <message>
        <source>A change is still in force.</source>
        <translation>仍有变更生效。</translation>
    </message>
    <message>
        <source>%1. Closing restores it now.</source>
        <translation>%1。关闭窗口会立即恢复它。</translation>
    </message>
    <message>
        <source>Restore and close</source>
        <translation>恢复并关闭</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>新建窗口(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open a recording…</source>
        <translation>打开录制(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the &amp;sample recording</source>
        <translation>打开示例录制(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>关闭窗口(&amp;C)</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Recordings (*.rec *.jsonl);;All files (*)</source>
        <translation>录制文件 (*.rec *.jsonl);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Form follows &amp;zoom</source>
        <translation>视图随缩放切换(&amp;Z)</translation>
    </message>
    <message>
        <source>Colla&amp;pse all hosts</source>
        <translation>折叠所有主机(&amp;P)</translation>
    </message>
    <message>
        <source>E&amp;xpand all hosts</source>
        <translation>展开所有主机(&amp;X)</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>元素</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Desktop noti&amp;fications</source>
        <translation>桌面通知(&amp;F)</translation>
    </message>
    <message>
        <source>When a router is no longer protected, is split, or is protected again</source>
        <translation>当路由器失去保护、发生脑裂或恢复保护时</translation>
    </message>
    <message>
        <source>&lt;table&gt;%1&lt;/table&gt;&lt;p&gt;Diagram: Tab and arrows walk, Enter activates, + and - zoom, F fits. Alt+Up and Alt+Down put the host up or down in its lane and pin it there. Chart: arrows pan, + and - zoom, F follows again. F6 goes to the next part of the window.&lt;/p&gt;</source>
        <translation>&lt;table&gt;%1&lt;/table&gt;&lt;p&gt;拓扑图：Tab 和方向键移动，Enter 激活，+ 和 - 缩放，F 适应窗口。Alt+Up 和 Alt+Down 在主机所在列中上移或下移主机并将其固定在那里。图表：方向键平移，+ 和 - 缩放，F 恢复跟随。F6 转到窗口的下一部分。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>实验室</translation>
    </message>
    <message numerus="yes">
        <source>%n broken</source>
        <translation>
            <numerusform>%n 处故障</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::gui::OptionsReader</name>
    <message>
        <source>VRRP timers of a private lab: default or fast.</source>
        <translation>私有实验环境的 VRRP 定时器：default 或 fast。</translation>
    </message>
    <message>
        <source>A host and the command line that starts its probe; once for each host.</source>
        <translation>一台主机以及启动其探针的命令行；每台主机一次。</translation>
    </message>
    <message>
        <source>Show a recording.</source>
        <translation>显示一份录制文件。</translation>
    </message>
    <message>
        <source>The host that pings.</source>
        <translation>发起 ping 的主机。</translation>
    </message>
    <message>
        <source>An address to ping; may come several times.</source>
        <translation>要 ping 的地址；可多次给出。</translation>
    </message>
    <message>
        <source>Run the guided failover, write before.png, during.png, after.png and result.json into this folder, and end.</source>
        <translation>执行引导式故障切换，把 before.png、during.png、after.png 和 result.json 写入此目录，然后结束。</translation>
    </message>
    <message>
        <source>Show this text.</source>
        <translation>显示本说明。</translation>
    </message>
    <message>
        <source>The language of all text: %1; else the locale&apos;s.</source>
        <translation>所有文字的语言：%1；缺省随区域设置。</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>--timers is default or fast, not %1</source>
        <translation>--timers 只能是 default 或 fast，不能是 %1</translation>
    </message>
    <message>
        <source>--target: %1 is not an IPv4 or IPv6 address</source>
        <translation>--target：%1 不是 IPv4 或 IPv6 地址</translation>
    </message>
    <message>
        <source>--demo needs live hosts</source>
        <translation>--demo 需要实时主机</translation>
    </message>
    <message>
        <source>unexpected argument: %1</source>
        <translation>多余的参数：%1</translation>
    </message>
    <message>
        <source>Keepview: a live picture of VRRP high availability on Linux bridges.</source>
        <translation>Keepview：Linux 网桥上 VRRP 高可用性的实时图景。</translation>
    </message>
    <message>
        <source>Run a lab for the window&apos;s life: the guide&apos;s, or the definition (FILE.json or a built-in name) that follows; or watch the running lab whose name follows.</source>
        <translation>运行一个随窗口结束的实验环境：指南中的，或其后给出的定义（FILE.json 或内置名称）；也可观察其后指名的正在运行的实验环境。</translation>
    </message>
    <message>
        <source>The same as --lab with this word (keepviewctl lab list).</source>
        <translation>等同于 --lab 加上这个词（keepviewctl lab list）。</translation>
    </message>
    <message>
        <source>Show a made-up site: 100x60 is 100 hosts, each with 60 namespaces; with :trouble behind it some of it has failed.</source>
        <translation>显示一个虚构的站点：100x60 表示 100 台主机，每台 60 个命名空间；后面加 :trouble 时，其中一部分已发生故障。</translation>
    </message>
    <message>
        <source>nothing to show: give --lab, --host, --replay or --generate</source>
        <translation>没有可显示的内容：请给出 --lab、--host、--replay 或 --generate</translation>
    </message>
    <message>
        <source>--lab, --host, --replay and --generate exclude each other</source>
        <translation>--lab、--host、--replay 和 --generate 只能用其中一个</translation>
    </message>
</context>
<context>
    <name>kv::gui::PictureActions</name>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>查找下一个(&amp;X)</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>查找上一个(&amp;V)</translation>
    </message>
    <message>
        <source>Save the &amp;picture…</source>
        <translation>保存拓扑图(&amp;P)…</translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation>打印(&amp;R)…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存拓扑图</translation>
    </message>
    <message>
        <source>SVG, text stays text (*.svg);;PDF (*.pdf);;PNG (*.png)</source>
        <translation>SVG，文字仍为文字 (*.svg);;PDF (*.pdf);;PNG (*.png)</translation>
    </message>
    <message>
        <source>The picture was not saved</source>
        <translation>拓扑图未保存</translation>
    </message>
    <message>
        <source>The picture was not printed</source>
        <translation>拓扑图未打印</translation>
    </message>
    <message>
        <source>The printer could not be opened.</source>
        <translation>无法打开打印机。</translation>
    </message>
    <message>
        <source>Fi&amp;t</source>
        <translation>适应窗口(&amp;T)</translation>
    </message>
    <message>
        <source>Copy the &amp;name %1</source>
        <translation>复制名称 %1(&amp;N)</translation>
    </message>
    <message>
        <source>Copy the address %1</source>
        <translation>复制地址 %1</translation>
    </message>
    <message>
        <source>Copy the &amp;MAC address %1</source>
        <translation>复制 MAC 地址 %1(&amp;M)</translation>
    </message>
    <message>
        <source>Copy a &amp;command for %1</source>
        <translation>复制用于 %1 的命令(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Map of the diagram</source>
        <translation>拓扑缩略图(&amp;M)</translation>
    </message>
    <message>
        <source>Fi&amp;lter…</source>
        <translation>筛选(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Undo in the view</source>
        <translation>撤销视图更改(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>撤销%1(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;do in the view</source>
        <translation>重做视图更改(&amp;D)</translation>
    </message>
    <message>
        <source>Re&amp;do %1</source>
        <translation>重做%1(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Show all</source>
        <translation>全部显示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Restore %1 on %2</source>
        <translation>恢复 %2 上的 %1(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Disable %1 on %2…</source>
        <translation>禁用 %2 上的 %1(&amp;D)…</translation>
    </message>
    <message>
        <source>Show &amp;only router %1</source>
        <translation>只显示路由器 %1(&amp;O)</translation>
    </message>
    <message>
        <source>Show &amp;only %1</source>
        <translation>只显示 %1(&amp;O)</translation>
    </message>
    <message>
        <source>Show only net&amp;work %1</source>
        <translation>只显示网络 %1(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Unpin %1</source>
        <translation>取消固定 %1(&amp;U)</translation>
    </message>
    <message>
        <source>P&amp;in %1 here (Shift and drag moves it)</source>
        <translation>把 %1 固定在此处（按住 Shift 拖动可移动）(&amp;I)</translation>
    </message>
</context>
<context>
    <name>kv::gui::Program</name>
    <message>
        <source>The lab is starting.</source>
        <translation>实验环境正在启动。</translation>
    </message>
    <message>
        <source>lab %1</source>
        <translation>实验环境 %1</translation>
    </message>
    <message>
        <source>The lab is starting: %1</source>
        <translation>实验环境正在启动：%1</translation>
    </message>
    <message>
        <source>lab: %1</source>
        <translation>实验环境：%1</translation>
    </message>
    <message>
        <source>The lab is gone: %1</source>
        <translation>实验环境已不存在：%1</translation>
    </message>
    <message>
        <source>recording %1</source>
        <translation>录制文件 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n hosts</source>
        <translation>
            <numerusform>%n 台主机</numerusform>
        </translation>
    </message>
    <message>
        <source>A host cannot be watched</source>
        <translation>有主机无法观察</translation>
    </message>
    <message>
        <source>sample recording</source>
        <translation>示例录制</translation>
    </message>
    <message>
        <source>The recording cannot be read</source>
        <translation>无法读取录制</translation>
    </message>
    <message>
        <source>%1, at its end</source>
        <translation>%1，已到结尾</translation>
    </message>
    <message numerus="yes">
        <source>generated, nothing of it is real: %1, %n namespaces each</source>
        <translation>
            <numerusform>虚构的站点，全非真实：%1，每台 %n 个命名空间</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::language::LabWords</name>
    <message>
        <source>fabrics</source>
        <translation>物理网络</translation>
    </message>
    <message>
        <source>hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>routers</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>%1 becomes active on %2</source>
        <translation>%1 在 %2 上成为活动</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 应答</translation>
    </message>
    <message>
        <source>the lab has ended</source>
        <translation>实验环境已结束</translation>
    </message>
    <message>
        <source>the lab&apos;s owner has ended</source>
        <translation>实验环境的所有者已结束</translation>
    </message>
    <message>
        <source>the lab&apos;s supervisor has ended</source>
        <translation>实验环境的管理进程已结束</translation>
    </message>
    <message>
        <source>the lab&apos;s supervisor speaks another language</source>
        <translation>实验环境的管理进程版本不同</translation>
    </message>
    <message>
        <source>the lab&apos;s first process has ended</source>
        <translation>实验环境的首个进程已结束</translation>
    </message>
    <message>
        <source>the calling process has ended</source>
        <translation>调用进程已结束</translation>
    </message>
    <message>
        <source>the other side has ended</source>
        <translation>对端已结束</translation>
    </message>
    <message>
        <source>the address did not come</source>
        <translation>地址没有出现</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>no such host</source>
        <translation>没有这台主机</translation>
    </message>
    <message>
        <source>the lab has no such host</source>
        <translation>实验环境中没有这台主机</translation>
    </message>
    <message>
        <source>no such network namespace on %1</source>
        <translation>%1 上没有这个网络命名空间</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>被信号 %1 结束</translation>
    </message>
    <message>
        <source>ended with status %1</source>
        <translation>以状态 %1 结束</translation>
    </message>
    <message>
        <source>a lab&apos;s name has 1 to 40 letters, digits, &apos;.&apos;, &apos;_&apos; and &apos;-&apos;</source>
        <translation>实验环境的名称由 1 到 40 个字母、数字、“.”、“_”和“-”组成</translation>
    </message>
    <message>
        <source>a lab of this name is already running</source>
        <translation>同名的实验环境已在运行</translation>
    </message>
    <message>
        <source>no lab of this name is running</source>
        <translation>没有正在运行的同名实验环境</translation>
    </message>
    <message>
        <source>this lab belongs to another user</source>
        <translation>这个实验环境属于其他用户</translation>
    </message>
    <message>
        <source>%1 is not installed: apt install %2</source>
        <translation>未安装 %1：apt install %2</translation>
    </message>
    <message>
        <source>this system forbids user namespaces: %1 is %2; sysctl -w %3 allows them</source>
        <translation>本系统禁止用户命名空间：%1 为 %2；sysctl -w %3 可允许</translation>
    </message>
    <message>
        <source>this system forbids user namespaces (%1): a container&apos;s seccomp profile or a security module does, no sysctl</source>
        <translation>本系统禁止用户命名空间（%1）：由容器的 seccomp 配置或安全模块禁止，而非 sysctl</translation>
    </message>
    <message>
        <source>keepalived on %1</source>
        <translation>%1 上的 keepalived</translation>
    </message>
    <message>
        <source>%1 has its addresses</source>
        <translation>%1 已取得地址</translation>
    </message>
    <message>
        <source>IPv6 is left out: this kernel has none</source>
        <translation>不含 IPv6：此内核不支持</translation>
    </message>
    <message>
        <source>%1 is left out: it is not installed (apt install %2)</source>
        <translation>不含 %1：未安装（apt install %2）</translation>
    </message>
    <message>
        <source>instances have static addresses instead of DHCP and SLAAC</source>
        <translation>实例使用静态地址，而非 DHCP 和 SLAAC</translation>
    </message>
    <message>
        <source>%1 is left out: this kernel cannot do it (%2)</source>
        <translation>不含 %1：此内核做不到（%2）</translation>
    </message>
    <message>
        <source>every program runs as one user, and keepalived&apos;s track scripts do not run but count as succeeded: %1</source>
        <translation>所有程序以同一用户运行，keepalived 的跟踪脚本不会运行但算作成功：%1</translation>
    </message>
    <message>
        <source>NAT of %1</source>
        <translation>%1 的 NAT</translation>
    </message>
    <message>
        <source>use_vmac on %1</source>
        <translation>%1 上的 use_vmac</translation>
    </message>
    <message>
        <source>MAC and ARP protection on %1</source>
        <translation>%1 上的 MAC 与 ARP 防护</translation>
    </message>
    <message>
        <source>security-group filtering (%1) on %2</source>
        <translation>%2 上的安全组过滤（%1）</translation>
    </message>
    <message>
        <source>this kernel has no %1, which this lab cannot be without: modprobe %2</source>
        <translation>此内核没有 %1，而这个实验环境离不开它：modprobe %2</translation>
    </message>
    <message>
        <source>the overlay interface is down</source>
        <translation>覆盖网络接口关闭</translation>
    </message>
    <message>
        <source>the provider uplink is down</source>
        <translation>提供商网络上行链路关闭</translation>
    </message>
    <message>
        <source>the HA network is cut off: both become active</source>
        <translation>HA 网络被切断：双方都成为主用</translation>
    </message>
    <message>
        <source>everything on the overlay is dropped, both ways</source>
        <translation>覆盖网络上双向的所有数据均被丢弃</translation>
    </message>
    <message>
        <source>what comes in by the overlay is dropped</source>
        <translation>从覆盖网络进入的数据被丢弃</translation>
    </message>
    <message>
        <source>what leaves by the overlay is dropped</source>
        <translation>从覆盖网络发出的数据被丢弃</translation>
    </message>
    <message>
        <source>a part of what passes the overlay is lost (--percent)</source>
        <translation>经过覆盖网络的数据部分丢失（--percent）</translation>
    </message>
    <message>
        <source>what leaves by the overlay is late (--ms)</source>
        <translation>从覆盖网络发出的数据延迟（--ms）</translation>
    </message>
    <message>
        <source>keepalived is told to end</source>
        <translation>通知 keepalived 结束</translation>
    </message>
    <message>
        <source>keepalived&apos;s first process is killed</source>
        <translation>杀死 keepalived 的第一个进程</translation>
    </message>
    <message>
        <source>keepalived is killed with its children</source>
        <translation>杀死 keepalived 及其子进程</translation>
    </message>
    <message>
        <source>keepalived is stopped (SIGSTOP)</source>
        <translation>keepalived 被暂停（SIGSTOP）</translation>
    </message>
    <message>
        <source>the L3 agent is killed: nothing may fail over</source>
        <translation>杀死 L3 代理：不应发生故障切换</translation>
    </message>
    <message>
        <source>the host loses power</source>
        <translation>主机断电</translation>
    </message>
    <message>
        <source>the routers&apos; gateway outside is cut off</source>
        <translation>路由器的外部网关被切断</translation>
    </message>
    <message>
        <source>another VRID on this host</source>
        <translation>此主机上的 VRID 不同</translation>
    </message>
    <message>
        <source>another password on this host (VRRPv2)</source>
        <translation>此主机上的密码不同（VRRPv2）</translation>
    </message>
    <message>
        <source>another advertisement interval on this host</source>
        <translation>此主机上的通告间隔不同</translation>
    </message>
    <message>
        <source>a higher priority on this host</source>
        <translation>此主机上的优先级更高</translation>
    </message>
    <message>
        <source>a virtual address is removed by hand</source>
        <translation>手动删除一个虚拟地址</translation>
    </message>
    <message>
        <source>a virtual address is added by hand</source>
        <translation>手动添加一个虚拟地址</translation>
    </message>
    <message>
        <source>another host has the router&apos;s address outside</source>
        <translation>另一台主机占用了路由器的外部地址</translation>
    </message>
    <message>
        <source>there is no such fault</source>
        <translation>没有这种故障</translation>
    </message>
    <message>
        <source>no such HA router on this host</source>
        <translation>此主机上没有这个 HA 路由器</translation>
    </message>
    <message>
        <source>the router is on no VXLAN network</source>
        <translation>该路由器不在任何 VXLAN 网络上</translation>
    </message>
    <message>
        <source>the router has no gateway port on a flat network</source>
        <translation>该路由器在扁平网络上没有网关端口</translation>
    </message>
    <message>
        <source>a loss is 1 to 100 percent</source>
        <translation>丢失率为 1 到 100 %</translation>
    </message>
    <message>
        <source>a delay is 1 to 10000 ms</source>
        <translation>延迟为 1 到 10000 毫秒</translation>
    </message>
    <message>
        <source>a host with a cable of its own cannot be switched off: the cable would go with it</source>
        <translation>有专用线缆的主机不能断电：线缆会随之消失</translation>
    </message>
    <message>
        <source>no router&apos;s gateway is on this host</source>
        <translation>此主机不是任何路由器的网关</translation>
    </message>
    <message>
        <source>no L3 agent runs on this host</source>
        <translation>此主机上没有运行 L3 代理</translation>
    </message>
    <message>
        <source>VRRPv3 has no authentication (RFC 5798, 9)</source>
        <translation>VRRPv3 没有认证（RFC 5798，第 9 节）</translation>
    </message>
    <message>
        <source>the router has no IPv4 address outside</source>
        <translation>该路由器没有外部 IPv4 地址</translation>
    </message>
    <message>
        <source>the router itself is on this host: choose another</source>
        <translation>路由器本身就在此主机上：请选择另一台</translation>
    </message>
    <message>
        <source>this host is not on the network of the router&apos;s gateway port</source>
        <translation>此主机不在路由器网关端口所在的网络上</translation>
    </message>
    <message>
        <source>the configuration has no such line</source>
        <translation>配置中没有这一行</translation>
    </message>
    <message>
        <source>the host has this address already</source>
        <translation>该主机已有此地址</translation>
    </message>
    <message>
        <source>the host does not have this address</source>
        <translation>该主机没有此地址</translation>
    </message>
    <message>
        <source>the process does not run</source>
        <translation>该进程没有运行</translation>
    </message>
    <message>
        <source>no such interface</source>
        <translation>没有这个接口</translation>
    </message>
    <message>
        <source>could not be given back</source>
        <translation>无法恢复</translation>
    </message>
    <message>
        <source>this kernel has no %1</source>
        <translation>此内核没有 %1</translation>
    </message>
    <message>
        <source>a process does not end</source>
        <translation>有进程没有结束</translation>
    </message>
    <message>
        <source>the host is off</source>
        <translation>该主机已断电</translation>
    </message>
    <message>
        <source>no such fault is in force</source>
        <translation>没有生效中的此故障</translation>
    </message>
    <message>
        <source>not a fault</source>
        <translation>不是故障</translation>
    </message>
    <message>
        <source>the lab is still coming up</source>
        <translation>实验室仍在启动</translation>
    </message>
    <message>
        <source>another fault holds this interface down</source>
        <translation>另一个故障已使此接口关闭</translation>
    </message>
    <message>
        <source>this is broken already</source>
        <translation>此处已有故障</translation>
    </message>
    <message>
        <source>no keepalived runs on this host</source>
        <translation>此主机上没有运行 keepalived</translation>
    </message>
</context>
<context>
    <name>kv::language::Language</name>
    <message>
        <source>--language %1: there is no such language; there are: %2</source>
        <translation>--language %1：没有这种语言；可用的有：%2</translation>
    </message>
</context>
<context>
    <name>kv::look</name>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>active (unconfirmed)</source>
        <translation>活动（未证实）</translation>
    </message>
    <message>
        <source>standby</source>
        <translation>备用</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>被隔离</translation>
    </message>
    <message>
        <source>orphaned</source>
        <translation>失管</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>only instance</source>
        <translation>唯一实例</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>受保护</translation>
    </message>
    <message>
        <source>unprotected</source>
        <translation>未受保护</translation>
    </message>
    <message>
        <source>failing over</source>
        <translation>故障切换中</translation>
    </message>
    <message>
        <source>split</source>
        <translation>脑裂</translation>
    </message>
    <message>
        <source>down</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>no HA</source>
        <translation>无 HA</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>控制节点</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络节点</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>计算节点</translation>
    </message>
    <message>
        <source>gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>报文</translation>
    </message>
    <message>
        <source>process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>up</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>last heartbeat</source>
        <translation>最近心跳</translation>
    </message>
    <message>
        <source>promotion</source>
        <translation>升为活动</translation>
    </message>
    <message>
        <source>addresses complete</source>
        <translation>地址齐全</translation>
    </message>
    <message>
        <source>steps down</source>
        <translation>让位</translation>
    </message>
    <message>
        <source>first answer</source>
        <translation>首个应答</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 微秒</translation>
    </message>
    <message>
        <source>%1 to %2 s</source>
        <translation>%1–%2 秒</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>fault undone</source>
        <translation>故障已撤销</translation>
    </message>
</context>
<context>
    <name>kv::picture</name>
    <message>
        <source>up</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>up, holds no address</source>
        <translation>正常，不持有地址</translation>
    </message>
    <message>
        <source>still holds its addresses</source>
        <translation>仍持有地址</translation>
    </message>
    <message>
        <source>down</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>taken down by Keepview, returns by itself</source>
        <translation>被 Keepview 断开，会自动恢复</translation>
    </message>
    <message>
        <source>administratively down</source>
        <translation>被管理性断开</translation>
    </message>
    <message>
        <source>no link</source>
        <translation>无链路</translation>
    </message>
    <message>
        <source>namespace %1</source>
        <translation>命名空间 %1</translation>
    </message>
    <message>
        <source>not heard of for a while, last: %1</source>
        <translation>有一段时间没有消息，上次为：%1</translation>
    </message>
    <message>
        <source>not drawn: %1</source>
        <translation>未画出：%1</translation>
    </message>
    <message>
        <source>VRRP every %1 s</source>
        <translation>VRRP 每 %1 秒</translation>
    </message>
    <message>
        <source>cut by</source>
        <translation>断开者：</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>untagged</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>STALE</source>
        <translation>过时</translation>
    </message>
    <message>
        <source>ACTIVE</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>ACTIVE ?</source>
        <translation>活动 ?</translation>
    </message>
    <message>
        <source>STANDBY</source>
        <translation>备用</translation>
    </message>
    <message>
        <source>ISOLATED</source>
        <translation>被隔离</translation>
    </message>
    <message>
        <source>ORPHANED</source>
        <translation>失管</translation>
    </message>
    <message>
        <source>FROZEN</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>FAULT</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>STOPPED</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>NO HA</source>
        <translation>无 HA</translation>
    </message>
    <message>
        <source>UNKNOWN</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>控制节点</translation>
    </message>
    <message>
        <source>network node</source>
        <translation>网络节点</translation>
    </message>
    <message>
        <source>compute node</source>
        <translation>计算节点</translation>
    </message>
    <message>
        <source>physical gateway</source>
        <translation>物理网关</translation>
    </message>
    <message>
        <source>outside client</source>
        <translation>外部客户端</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>active, unconfirmed</source>
        <translation>活动，未证实</translation>
    </message>
    <message>
        <source>standby</source>
        <translation>备用</translation>
    </message>
    <message>
        <source>isolated: holds the addresses, heard by nobody</source>
        <translation>被隔离：持有地址，但无人听到它</translation>
    </message>
    <message>
        <source>orphaned: holds the addresses, keepalived is gone</source>
        <translation>失管：持有地址，keepalived 已不在</translation>
    </message>
    <message>
        <source>frozen: holds the addresses, keepalived is stopped</source>
        <translation>冻结：持有地址，keepalived 已暂停</translation>
    </message>
    <message>
        <source>stopped: no keepalived, no addresses</source>
        <translation>已停止：没有 keepalived，没有地址</translation>
    </message>
    <message>
        <source>without HA</source>
        <translation>无 HA</translation>
    </message>
    <message>
        <source>management</source>
        <translation>管理网络</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>提供商网络</translation>
    </message>
    <message>
        <source>overlay</source>
        <translation>覆盖网络</translation>
    </message>
    <message>
        <source>provider, untagged</source>
        <translation>提供商网络（未标记）</translation>
    </message>
    <message>
        <source>self-service</source>
        <translation>自助服务网络</translation>
    </message>
    <message>
        <source>HA network</source>
        <translation>HA 网络</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>无地址</translation>
    </message>
    <message>
        <source>link-local only</source>
        <translation>仅链路本地</translation>
    </message>
    <message>
        <source>%1 network</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 of %2 is cut</source>
        <translation>%2 的 %1 已断开</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>覆盖网络</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商网络</translation>
    </message>
    <message>
        <source>aggregate</source>
        <translation>聚合</translation>
    </message>
    <message>
        <source>Provider, untagged</source>
        <translation>提供商网络（未标记）</translation>
    </message>
    <message>
        <source>Self-service</source>
        <translation>自助服务网络</translation>
    </message>
    <message>
        <source>NETWORKS</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>up, holds its addresses</source>
        <translation>正常，持有地址</translation>
    </message>
    <message>
        <source>holds addresses, isolated</source>
        <translation>持有地址，被隔离</translation>
    </message>
    <message>
        <source>heartbeat (VRRP)</source>
        <translation>心跳（VRRP）</translation>
    </message>
    <message>
        <source>Physical network</source>
        <translation>物理网络</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>互联网</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>bridge %1</source>
        <translation>网桥 %1</translation>
    </message>
    <message>
        <source>router %1 on %2</source>
        <translation>%2 上的路由器 %1</translation>
    </message>
    <message>
        <source>DOWN</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>NO LINK</source>
        <translation>无链路</translation>
    </message>
    <message>
        <source>time until it returns by itself</source>
        <translation>距自动恢复的时间</translation>
    </message>
    <message>
        <source>Disable %1 on %2…</source>
        <translation>禁用 %2 的 %1…</translation>
    </message>
    <message>
        <source>Asks first, and returns by itself after a time</source>
        <translation>会先询问，并在一段时间后自动恢复</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>禁用</translation>
    </message>
    <message>
        <source>overlay…</source>
        <translation>覆盖网络…</translation>
    </message>
    <message>
        <source>Restore %1 on %2 now</source>
        <translation>立即恢复 %2 的 %1</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>now</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>veth %1 to %2</source>
        <translation>veth %1 到 %2</translation>
    </message>
    <message>
        <source>probe lost</source>
        <translation>探针失联</translation>
    </message>
    <message>
        <source>probe is starting</source>
        <translation>探针正在启动</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>无消息</translation>
    </message>
    <message>
        <source>hears a peer</source>
        <translation>听到对端</translation>
    </message>
    <message>
        <source>hears %1</source>
        <translation>听到 %1</translation>
    </message>
    <message>
        <source>ready to take over</source>
        <translation>可随时接管</translation>
    </message>
    <message>
        <source>hears nobody</source>
        <translation>听不到任何节点</translation>
    </message>
    <message>
        <source>heartbeats missed: %1</source>
        <translation>错过的心跳：%1</translation>
    </message>
    <message>
        <source>VIP %1 · prio %2</source>
        <translation>VIP %1 · 优先级 %2</translation>
    </message>
    <message>
        <source>VRID %1 · prio %2</source>
        <translation>VRID %1 · 优先级 %2</translation>
    </message>
    <message>
        <source>floating IP %1</source>
        <translation>浮动 IP %1</translation>
    </message>
    <message>
        <source>sends; heard by nobody</source>
        <translation>在发送；无人听到</translation>
    </message>
    <message>
        <source>keepalived is gone</source>
        <translation>keepalived 已不在</translation>
    </message>
    <message>
        <source>keepalived is stopped</source>
        <translation>keepalived 已暂停</translation>
    </message>
    <message>
        <source>no keepalived</source>
        <translation>没有 keepalived</translation>
    </message>
    <message>
        <source>still holds addresses</source>
        <translation>仍持有地址</translation>
    </message>
    <message numerus="yes">
        <source>%n agents</source>
        <translation>
            <numerusform>%n 个代理</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 agent</source>
        <translation>%1 代理</translation>
    </message>
    <message>
        <source>metadata process</source>
        <translation>元数据进程</translation>
    </message>
    <message>
        <source>no way out: %1 down</source>
        <translation>无出口：%1 断开</translation>
    </message>
    <message>
        <source>filtered by iptables</source>
        <translation>由 iptables 过滤</translation>
    </message>
    <message>
        <source>MARKS</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Management network</source>
        <translation>管理网络</translation>
    </message>
    <message>
        <source>Overlay network</source>
        <translation>覆盖网络</translation>
    </message>
    <message>
        <source>Provider network</source>
        <translation>提供商网络</translation>
    </message>
    <message>
        <source>seen running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>metadata process of %1</source>
        <translation>%1 的元数据进程</translation>
    </message>
    <message>
        <source>Physical network infrastructure</source>
        <translation>物理网络基础设施</translation>
    </message>
    <message>
        <source>infrastructure</source>
        <translation>基础设施</translation>
    </message>
    <message>
        <source>Bridge HA</source>
        <translation>网桥 HA</translation>
    </message>
    <message>
        <source>Bridge %1</source>
        <translation>网桥 %1</translation>
    </message>
    <message>
        <source>Bridge</source>
        <translation>网桥</translation>
    </message>
    <message>
        <source>Router namespace</source>
        <translation>路由器命名空间</translation>
    </message>
    <message>
        <source>DHCP namespace</source>
        <translation>DHCP 命名空间</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>iptables at %1</source>
        <translation>%1 处的 iptables</translation>
    </message>
    <message>
        <source>filter rules name %1</source>
        <translation>过滤规则提到 %1</translation>
    </message>
    <message>
        <source>seen running: %1</source>
        <translation>正在运行：%1</translation>
    </message>
    <message>
        <source>Firewall</source>
        <translation>防火墙</translation>
    </message>
    <message>
        <source>firewall of %1</source>
        <translation>%1 的防火墙</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Networking API on %1</source>
        <translation>%1 上的网络 API</translation>
    </message>
    <message>
        <source>ML2 plug-in</source>
        <translation>ML2 插件</translation>
    </message>
    <message>
        <source>ML2 plug-in on %1</source>
        <translation>%1 上的 ML2 插件</translation>
    </message>
    <message>
        <source>named on the command line of %1</source>
        <translation>出现在 %1 的命令行中</translation>
    </message>
    <message>
        <source>Metadata process</source>
        <translation>元数据进程</translation>
    </message>
    <message>
        <source>seen running in %1</source>
        <translation>正在 %1 中运行</translation>
    </message>
    <message>
        <source>Networking management</source>
        <translation>网络管理</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份认证</translation>
    </message>
    <message>
        <source>Message bus</source>
        <translation>消息总线</translation>
    </message>
    <message>
        <source>SQL database</source>
        <translation>SQL 数据库</translation>
    </message>
    <message>
        <source>Layer-3 agent</source>
        <translation>三层代理</translation>
    </message>
    <message>
        <source>Linux bridge agent</source>
        <translation>Linux 网桥代理</translation>
    </message>
    <message>
        <source>Open vSwitch agent</source>
        <translation>Open vSwitch 代理</translation>
    </message>
    <message>
        <source>DHCP agent</source>
        <translation>DHCP 代理</translation>
    </message>
    <message>
        <source>Metadata agent</source>
        <translation>元数据代理</translation>
    </message>
    <message>
        <source>fault: holds nothing, cannot take over</source>
        <translation>故障：不持有地址，也无法接管</translation>
    </message>
    <message>
        <source>Expand %1</source>
        <translation>展开 %1</translation>
    </message>
    <message>
        <source>Collapse %1</source>
        <translation>折叠 %1</translation>
    </message>
    <message>
        <source>Shows every port and line in it</source>
        <translation>显示其中的每个端口和每条连线</translation>
    </message>
    <message>
        <source>Draws it as one box with its counts</source>
        <translation>画成一个方框，只显示数量</translation>
    </message>
    <message>
        <source>%1 is active on %2 and on %3</source>
        <translation>%1 同时活动于 %2 和 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n split</source>
        <translation>
            <numerusform>%n 个脑裂</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stale</source>
        <translation>
            <numerusform>%n 个过时</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 down</source>
        <translation>%1 已断开</translation>
    </message>
    <message numerus="yes">
        <source>%n instances</source>
        <translation>
            <numerusform>%n 个实例</numerusform>
        </translation>
    </message>
    <message>
        <source>Network nodes</source>
        <translation>网络节点</translation>
    </message>
    <message>
        <source>Compute nodes</source>
        <translation>计算节点</translation>
    </message>
    <message>
        <source>Controller nodes</source>
        <translation>控制节点</translation>
    </message>
    <message>
        <source>Other hosts</source>
        <translation>其他主机</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n router instances, one mark each</source>
        <translation>
            <numerusform>%n 个路由器实例，每个一个标记</numerusform>
        </translation>
    </message>
    <message>
        <source>same place in every refresh</source>
        <translation>刷新时位置不变</translation>
    </message>
    <message>
        <source>number of instances on each</source>
        <translation>各节点上的实例数</translation>
    </message>
    <message>
        <source>others are active too</source>
        <translation>其他节点也处于活动状态</translation>
    </message>
    <message>
        <source>took over in the last minute</source>
        <translation>一分钟内接管</translation>
    </message>
    <message>
        <source>split</source>
        <translation>脑裂</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>过时</translation>
    </message>
    <message>
        <source>active, and a fair share</source>
        <translation>活动数与平均份额</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>被隔离</translation>
    </message>
    <message>
        <source>orphaned</source>
        <translation>失管</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>in fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>not redundant</source>
        <translation>无冗余</translation>
    </message>
    <message numerus="yes">
        <source>%n bridges</source>
        <translation>
            <numerusform>%n 个网桥</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other namespaces</source>
        <translation>
            <numerusform>%n 个其他命名空间</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n namespaces</source>
        <translation>
            <numerusform>%n 个命名空间</numerusform>
        </translation>
    </message>
    <message>
        <source>traffic path</source>
        <translation>流量路径</translation>
    </message>
    <message>
        <source>on the traffic path</source>
        <translation>在流量路径上</translation>
    </message>
    <message>
        <source>%1 is pinned</source>
        <translation>%1 已固定</translation>
    </message>
    <message>
        <source>It stays here when others come or go; its menu lets it loose.</source>
        <translation>其他主机出现或消失时它留在此处；可在其菜单中取消固定。</translation>
    </message>
</context>
<context>
    <name>kv::routers</name>
    <message>
        <source>higher priority: %1</source>
        <translation>优先级更高：%1</translation>
    </message>
    <message>
        <source>higher HA address: %1</source>
        <translation>HA 地址更高：%1</translation>
    </message>
    <message>
        <source>timers unknown</source>
        <translation>定时器未知</translation>
    </message>
    <message>
        <source>3 missed heartbeats of %1, and the skew</source>
        <translation>错过 3 次间隔 %1的心跳，加偏移时间</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>接下来会发生什么</translation>
    </message>
    <message>
        <source>Restored by</source>
        <translation>恢复方式</translation>
    </message>
    <message>
        <source>timer on %1, in %2</source>
        <translation>%1 上的定时器，%2后</translation>
    </message>
    <message>
        <source>Then serves</source>
        <translation>之后服务</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Expect</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>a second interruption is usual</source>
        <translation>通常会有第二次中断</translation>
    </message>
    <message>
        <source>No prediction</source>
        <translation>没有预测</translation>
    </message>
    <message>
        <source>nobody is known to serve it</source>
        <translation>不知道由谁服务</translation>
    </message>
    <message>
        <source>If %1 falls silent</source>
        <translation>如果 %1 沉默</translation>
    </message>
    <message>
        <source>Takes over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Outage</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>until it is back</source>
        <translation>直到它恢复</translation>
    </message>
    <message>
        <source>%1, the only standby</source>
        <translation>%1，唯一备用</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>After repair</source>
        <translation>修复后</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 packets/s, %2/s</source>
        <translation>%1 包/秒，%2/秒</translation>
    </message>
    <message>
        <source>But</source>
        <translation>但是</translation>
    </message>
    <message>
        <source>%1 has no way out: %2 is down</source>
        <translation>%1 没有出口：%2 已断开</translation>
    </message>
    <message>
        <source>until it has one</source>
        <translation>直到它有出口</translation>
    </message>
</context>
<context>
    <name>kv::routers::DistributionPanel</name>
    <message>
        <source>What each network node carries</source>
        <translation>每个网络节点承载的内容</translation>
    </message>
    <message>
        <source>What moves where if a node fails</source>
        <translation>节点故障时转移到哪里</translation>
    </message>
    <message>
        <source>S sorts by the column that the keyboard is in</source>
        <translation>按 S 键按当前列排序</translation>
    </message>
</context>
<context>
    <name>kv::routers::EvidenceModel</name>
    <message>
        <source>So it is</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>尚未查看</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>never seen</source>
        <translation>从未见过</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
</context>
<context>
    <name>kv::routers::HostsModel</name>
    <message>
        <source>probe ended</source>
        <translation>探针已结束</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>无消息</translation>
    </message>
    <message>
        <source>%1 down</source>
        <translation>%1 断开</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>距今</translation>
    </message>
    <message>
        <source>lost, reconnecting</source>
        <translation>失去联系，正在重连</translation>
    </message>
    <message numerus="yes">
        <source>%1, events lost %n time(s)</source>
        <translation>
            <numerusform>%1，丢失事件 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Probe %1 on %2, kernel %3</source>
        <translation>探针 %1，位于 %2，内核 %3</translation>
    </message>
    <message>
        <source>Clock offset %1 ms, error ±%2 ms</source>
        <translation>时钟偏移 %1 毫秒，误差 ±%2 毫秒</translation>
    </message>
    <message numerus="yes">
        <source>Events were lost %n time(s)</source>
        <translation>
            <numerusform>丢失事件 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::routers::Inspector</name>
    <message>
        <source>Evidence of each instance</source>
        <translation>每个实例的证据</translation>
    </message>
    <message>
        <source>No router</source>
        <translation>没有路由器</translation>
    </message>
    <message>
        <source>Restore %1 on %2 now</source>
        <translation>立即恢复 %2 的 %1</translation>
    </message>
    <message>
        <source>Disable %1 on %2…</source>
        <translation>禁用 %2 的 %1…</translation>
    </message>
    <message>
        <source>The probe on %1 only observes. Start it with --allow-actions to change links.</source>
        <translation>%1 上的探针仅观察。要更改链路，请用 --allow-actions 启动它。</translation>
    </message>
</context>
<context>
    <name>kv::routers::NodesModel</name>
    <message numerus="yes">
        <source>of %n router(s) here it is not known who serves</source>
        <translation>
            <numerusform>这里有 %n 个路由器不知道由谁服务</numerusform>
        </translation>
    </message>
    <message>
        <source>serves more than its even share</source>
        <translation>服务的数量超过均分份额</translation>
    </message>
    <message>
        <source>Served here, and nobody would take over</source>
        <translation>由此服务且没有主机会接管</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Even share</source>
        <translation>均分</translation>
    </message>
    <message>
        <source>Standby</source>
        <translation>备用</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>无冗余</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
</context>
<context>
    <name>kv::routers::PathModel</name>
    <message>
        <source>aside</source>
        <translation>旁支</translation>
    </message>
    <message>
        <source>back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>physical network</source>
        <translation>物理网络</translation>
    </message>
    <message>
        <source>%1 NAT</source>
        <translation>%1 NAT</translation>
    </message>
    <message>
        <source>%1 routing</source>
        <translation>%1 路由选择</translation>
    </message>
    <message>
        <source>link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>neighbour</source>
        <translation>邻居</translation>
    </message>
    <message>
        <source>FDB</source>
        <translation>FDB</translation>
    </message>
    <message>
        <source>NAT</source>
        <translation>NAT</translation>
    </message>
    <message>
        <source>role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>said %1 ago</source>
        <translation>%1前得知</translation>
    </message>
    <message>
        <source>its probe is silent</source>
        <translation>其探针没有响应</translation>
    </message>
    <message>
        <source>Hop</source>
        <translation>跳</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>kv::routers::PathPanel</name>
    <message>
        <source>&amp;Traffic path</source>
        <translation>流量路径(&amp;T)</translation>
    </message>
    <message>
        <source>Traffic path of</source>
        <translation>流量路径的目标</translation>
    </message>
    <message>
        <source>Hops of the traffic path</source>
        <translation>流量路径的各跳</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>不显示</translation>
    </message>
</context>
<context>
    <name>kv::routers::RebootPanel</name>
    <message>
        <source>&amp;May I reboot</source>
        <translation>可以重启吗(&amp;M)</translation>
    </message>
    <message>
        <source>Host that may be rebooted</source>
        <translation>要重启的主机</translation>
    </message>
    <message>
        <source>?</source>
        <translation>？</translation>
    </message>
    <message>
        <source>What a reboot concerns</source>
        <translation>重启会影响的内容</translation>
    </message>
    <message>
        <source>Would lose service</source>
        <translation>会中断服务</translation>
    </message>
    <message>
        <source>Cannot be said</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>会转移</translation>
    </message>
    <message>
        <source>Without redundancy until it is back</source>
        <translation>恢复之前没有冗余</translation>
    </message>
</context>
<context>
    <name>kv::routers::RoutersModel</name>
    <message>
        <source>router %1, %2</source>
        <translation>路由器 %1，%2</translation>
    </message>
    <message>
        <source>stale, was %1</source>
        <translation>过时，原为%1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>role, for how long</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 on %2: %3</source>
        <translation>%2 上的 %1：%3</translation>
    </message>
    <message>
        <source>Router</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>kv::routers::RoutersPanel</name>
    <message>
        <source>Who serves each target</source>
        <translation>各目标由谁服务</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>&lt;b&gt;Traffic&lt;/b&gt;&amp;nbsp; who serves each target</source>
        <translation>&lt;b&gt;流量&lt;/b&gt;&amp;nbsp; 各目标由谁服务</translation>
    </message>
    <message>
        <source>Routers and their instances</source>
        <translation>路由器及其实例</translation>
    </message>
    <message>
        <source>&lt;b&gt;Hosts&lt;/b&gt;&amp;nbsp; %1</source>
        <translation>&lt;b&gt;主机&lt;/b&gt;&amp;nbsp; %1</translation>
    </message>
</context>
<context>
    <name>kv::routers::SharesModel</name>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>无处</translation>
    </message>
    <message>
        <source>Router</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>服务者</translation>
    </message>
    <message>
        <source>If it fails</source>
        <translation>故障时</translation>
    </message>
    <message>
        <source>Without traffic</source>
        <translation>无流量时间</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
</context>
<context>
    <name>kv::routers::TrafficModel</name>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>%1, pinged from %2</source>
        <translation>%1，从 %2 发起 ping</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>服务者</translation>
    </message>
</context>
<context>
    <name>kv::routers::VerdictPanel</name>
    <message>
        <source>Unknown: not enough evidence</source>
        <translation>未知：证据不足</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>受保护</translation>
    </message>
    <message>
        <source>Unprotected: no standby</source>
        <translation>未受保护：没有备用</translation>
    </message>
    <message>
        <source>Failing over</source>
        <translation>故障切换中</translation>
    </message>
    <message>
        <source>Split: more than one is active</source>
        <translation>脑裂：不止一个为活动</translation>
    </message>
    <message>
        <source>Down: nobody serves it</source>
        <translation>已中断：无人服务</translation>
    </message>
    <message>
        <source>Not redundant</source>
        <translation>无冗余</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>Not known who serves it</source>
        <translation>不知道由谁服务</translation>
    </message>
    <message>
        <source>Served by %1</source>
        <translation>由 %1 服务</translation>
    </message>
    <message>
        <source>%1 stands by</source>
        <translation>%1 备用</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <comment>who serves; what the others are</comment>
        <translation>%1；%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 has no way out</source>
        <translation>%1 没有外部出口</translation>
    </message>
</context>
<context>
    <name>kv::session</name>
    <message>
        <source>a quote or backslash stays open</source>
        <translation>引号或反斜杠没有闭合</translation>
    </message>
    <message>
        <source>not of the form NAME=&apos;COMMAND&apos;</source>
        <translation>格式不是 NAME=&apos;COMMAND&apos;</translation>
    </message>
    <message>
        <source>a host&apos;s name is 1 to 64 letters, digits, dots, dashes or underscores</source>
        <translation>主机名由 1 到 64 个字母、数字、点、连字符或下划线组成</translation>
    </message>
    <message>
        <source>the command is empty</source>
        <translation>命令为空</translation>
    </message>
    <message>
        <source>two hosts have the same name</source>
        <translation>两台主机重名</translation>
    </message>
    <message>
        <source>%1 is not HOSTSxNAMESPACES (1 to %2 hosts, 1 to %3 namespaces), as 100x60 or 40x41:trouble</source>
        <translation>%1 不是 HOSTSxNAMESPACES 的形式（1 到 %2 台主机，1 到 %3 个命名空间），例如 100x60 或 40x41:trouble</translation>
    </message>
</context>
<context>
    <name>kv::session::HostWorker</name>
    <message numerus="yes">
        <source>no word from the probe for %n s</source>
        <translation>
            <numerusform>探针已有 %n 秒没有消息</numerusform>
        </translation>
    </message>
    <message>
        <source>no hello from the probe, but: %1</source>
        <translation>探针没有发来 hello，而是：%1</translation>
    </message>
    <message>
        <source>the probe speaks protocol %1, this program %2: install the same version on both</source>
        <translation>探针使用协议 %1，本程序使用 %2：请在两端安装相同版本</translation>
    </message>
    <message numerus="yes">
        <source>the probe has not answered for %n s</source>
        <translation>
            <numerusform>探针已有 %n 秒没有应答</numerusform>
        </translation>
    </message>
    <message>
        <source> (with --follow it takes no requests: leave that out)</source>
        <translation>（使用 --follow 时它不接受请求：请去掉）</translation>
    </message>
</context>
<context>
    <name>kv::session::ProbeProcess</name>
    <message>
        <source>it did not end when its input was closed</source>
        <translation>输入关闭后它没有结束</translation>
    </message>
    <message>
        <source>%1 was killed by a signal</source>
        <translation>%1 被信号杀死</translation>
    </message>
    <message>
        <source>%1 ended with code %2</source>
        <translation>%1 以代码 %2 结束</translation>
    </message>
    <message>
        <source>%1 could not be started: %2</source>
        <translation>无法启动 %1：%2</translation>
    </message>
</context>
<context>
    <name>kv::topology::Canvas</name>
    <message>
        <source>Live diagram</source>
        <translation>实时拓扑图</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>zooming</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>moving the picture</source>
        <translation>移动画面</translation>
    </message>
    <message>
        <source>another form</source>
        <translation>切换形式</translation>
    </message>
    <message>
        <source>collapsing and expanding</source>
        <translation>折叠与展开</translation>
    </message>
    <message>
        <source>the filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>pinning</source>
        <translation>固定</translation>
    </message>
</context>
<context>
    <name>kv::topology::ElementsModel</name>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>router</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>bridge</source>
        <translation>网桥</translation>
    </message>
    <message>
        <source>interface</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>firewall</source>
        <translation>防火墙</translation>
    </message>
    <message>
        <source>action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>up</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>up, without address</source>
        <translation>已启用，无地址</translation>
    </message>
    <message>
        <source>still holds addresses</source>
        <translation>仍持有地址</translation>
    </message>
    <message>
        <source>down</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>standby</source>
        <translation>备用</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>被隔离</translation>
    </message>
    <message>
        <source>orphaned</source>
        <translation>失管</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>not redundant</source>
        <translation>无冗余</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>过时</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>kv::topology::ElementsPanel</name>
    <message>
        <source>Only rows with these words</source>
        <translation>仅显示含这些词的行</translation>
    </message>
    <message>
        <source>Narrow the table</source>
        <translation>筛选表格</translation>
    </message>
    <message>
        <source>Elements of the diagram</source>
        <translation>拓扑图中的元素</translation>
    </message>
</context>
<context>
    <name>kv::topology::FilterBar</name>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Router</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>Problems only</source>
        <translation>仅问题</translation>
    </message>
    <message>
        <source>All hosts, or net*</source>
        <translation>所有主机，或 net*</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Leaves nothing out, and closes (Esc)</source>
        <translation>不再隐藏任何内容并关闭 (Esc)</translation>
    </message>
    <message>
        <source>All networks</source>
        <translation>所有网络</translation>
    </message>
    <message>
        <source>All routers</source>
        <translation>所有路由器</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n hosts</source>
        <translation>
            <numerusform>%n 台主机中的 %1 台</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::topology::FindBar</name>
    <message>
        <source>Name, address, MAC, VNI, …</source>
        <translation>名称、地址、MAC、VNI……</translation>
    </message>
    <message>
        <source>Find in the diagram</source>
        <translation>在拓扑图中查找</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 处，共 %2 处</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在查找…</translation>
    </message>
</context>
<context>
    <name>kv::topology::FormTabs</name>
    <message>
        <source>Form of the diagram</source>
        <translation>图的形式</translation>
    </message>
    <message>
        <source>What runs on each host, and which networks it meets</source>
        <translation>每台主机上运行什么，连接哪些网络</translation>
    </message>
    <message>
        <source>Every port and line between the components</source>
        <translation>组件之间的每个端口和每条连线</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概览(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Components</source>
        <translation>组件(&amp;C)</translation>
    </message>
    <message>
        <source>All hosts at once: a tile a host, a mark an instance of a router</source>
        <translation>同时显示所有主机：每台主机一块，每个路由器实例一个标记</translation>
    </message>
    <message>
        <source>F&amp;leet</source>
        <translation>机群(&amp;L)</translation>
    </message>
</context>
<context>
    <name>kv::topology::KindButtons</name>
    <message>
        <source>Management</source>
        <translation>管理网络</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商网络</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>覆盖网络</translation>
    </message>
    <message>
        <source>Self-service</source>
        <translation>自助服务网络</translation>
    </message>
    <message>
        <source>HA network</source>
        <translation>HA 网络</translation>
    </message>
    <message>
        <source>%1: in the diagram or left out</source>
        <translation>%1：显示在图中或隐藏</translation>
    </message>
</context>
<context>
    <name>kv::topology::Minimap</name>
    <message>
        <source>Map of the diagram</source>
        <translation>拓扑缩略图</translation>
    </message>
    <message>
        <source>The whole diagram; click to go there</source>
        <translation>整个拓扑图；点击前往该处</translation>
    </message>
</context>
<context>
    <name>kv::verify::DisableDialog</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Disable overlay</source>
        <translation>禁用覆盖网络接口</translation>
    </message>
    <message>
        <source>Disable %1 on %2?</source>
        <translation>禁用 %2 的 %1？</translation>
    </message>
    <message>
        <source>%1 then sends and hears nothing on %2. Its other interfaces stay up.</source>
        <translation>此后 %1 在 %2 上不再收发。它的其他接口保持正常。</translation>
    </message>
    <message>
        <source>What rides on it goes with it: %1.</source>
        <translation>由它承载的也随之中断：%1。</translation>
    </message>
    <message>
        <source>%1 is reached by this interface: the probe will refuse.</source>
        <translation>%1 正是经这个接口到达的：探针会拒绝。</translation>
    </message>
    <message>
        <source>Blast radius</source>
        <translation>影响范围</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>With %1 down</source>
        <translation>%1 断开后</translation>
    </message>
    <message>
        <source>active here</source>
        <translation>在此活动</translation>
    </message>
    <message>
        <source>not active here</source>
        <translation>不在此活动</translation>
    </message>
    <message>
        <source>keeps serving, loses its standby here</source>
        <translation>继续服务，失去此处的备用</translation>
    </message>
    <message>
        <source>stops, nobody takes over</source>
        <translation>停止，无人接管</translation>
    </message>
    <message>
        <source>%1 takes over</source>
        <translation>%1 接管</translation>
    </message>
    <message>
        <source>gap of %1, then no standby</source>
        <translation>中断 %1，之后没有备用</translation>
    </message>
    <message>
        <source>gap of unknown length, then no standby</source>
        <translation>中断时长未知，之后没有备用</translation>
    </message>
    <message>
        <source>keeps its role, loses traffic here</source>
        <translation>保持角色，失去此处的流量</translation>
    </message>
    <message>
        <source>after repair it moves back to %1: a second gap</source>
        <translation>修复后它移回 %1：第二次中断</translation>
    </message>
    <message>
        <source>repair usually costs a second gap</source>
        <translation>修复通常会带来第二次中断</translation>
    </message>
    <message>
        <source>Floating IPs</source>
        <translation>浮动 IP</translation>
    </message>
    <message numerus="yes">
        <source>%n on these routers</source>
        <translation>
            <numerusform>这些路由器上有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>move with their router</source>
        <translation>随其路由器移动</translation>
    </message>
    <message>
        <source>connections survive where NAT is 1:1</source>
        <translation>NAT 为 1:1 时连接得以保持</translation>
    </message>
    <message>
        <source>No router</source>
        <translation>没有路由器</translation>
    </message>
    <message>
        <source>none is known to use it</source>
        <translation>没有已知的路由器使用它</translation>
    </message>
    <message>
        <source>Restore by itself &amp;after</source>
        <translation>自动恢复时限(&amp;A)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>The timer runs on %1. The link also returns when Keepview closes, when the connection to the probe ends or when the probe is killed.</source>
        <translation>定时器运行在 %1 上。Keepview 关闭、与探针的连接断开或探针被杀死时，链路同样会恢复。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Disable %1 for %2 s</source>
        <translation>禁用 %1 %2 秒(&amp;D)</translation>
    </message>
    <message>
        <source>%1 may stop for up to %2 s</source>
        <translation>%1 最多可停止 %2 秒</translation>
    </message>
</context>
<context>
    <name>kv::verify::LabPanel</name>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>until it is undone</source>
        <translation>直到撤销</translation>
    </message>
    <message>
        <source>&amp;Break it</source>
        <translation>制造故障(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;On</source>
        <translation>位置(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Router</source>
        <translation>路由器(&amp;R)</translation>
    </message>
    <message>
        <source>What is broken</source>
        <translation>当前故障</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>On</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Lost</source>
        <translation>丢失(&amp;L)</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;Late by</source>
        <translation>延迟(&amp;L)</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>The lab is still coming up.</source>
        <translation>实验室仍在启动。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Faul&amp;t</source>
        <translation>故障(&amp;T)</translation>
    </message>
    <message>
        <source>La&amp;sts</source>
        <translation>持续(&amp;S)</translation>
    </message>
    <message>
        <source>Un&amp;do all</source>
        <translation>全部撤销(&amp;D)</translation>
    </message>
</context>
<context>
    <name>kv::verify::StepsModel</name>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Findings, not failures</source>
        <translation>发现（并非失败）</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1：%2。%3</translation>
    </message>
</context>
<context>
    <name>kv::verify::VerificationPanel</name>
    <message>
        <source>Steps of the verification</source>
        <translation>验证步骤</translation>
    </message>
    <message>
        <source>Runs the guide&apos;s four steps: continuous ping, overlay down, takeover, overlay up. Each step is proved. The overlay is restored in every case.</source>
        <translation>执行指南的四个步骤：持续 ping、断开覆盖网络、接管、恢复覆盖网络。每一步都有证明。无论如何覆盖网络接口都会恢复。</translation>
    </message>
    <message>
        <source>Running. Nothing needs to be done.</source>
        <translation>正在运行，无需任何操作。</translation>
    </message>
    <message>
        <source>PASS: the router failed over as predicted.</source>
        <translation>通过：路由器按预测完成了故障切换。</translation>
    </message>
    <message>
        <source>FAIL: %1</source>
        <translation>未通过：%1</translation>
    </message>
    <message>
        <source>Could not run: %1</source>
        <translation>无法运行：%1</translation>
    </message>
    <message>
        <source>Verify failover</source>
        <translation>验证故障切换</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Verification finished</source>
        <translation>验证完成</translation>
    </message>
    <message>
        <source>Abort verification</source>
        <translation>中止验证</translation>
    </message>
    <message>
        <source>Start verification</source>
        <translation>开始验证</translation>
    </message>
</context>
</TS>
