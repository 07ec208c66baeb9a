using System.Linq;

namespace Bpf.Shared;

/// <summary>
/// The verdicts of the program kinds: the return values that <c>check_return_code</c> of the kernel's verifier requires, or, where it requires none, those
/// that the caller of the program understands.
/// </summary>
internal static class ProgramVerdicts
{
    /// <summary>
    /// The number is ignored. For tracing programs it filters a perf event of the same probe, which is not read when a program is attached.
    /// </summary>
    public static readonly ProgramVerdict Ignored = new("int", "int, bool or nothing", []) { TakesBool = true, TakesVoid = true };

    /// <summary>Entry, exit and sessions of traced kernel functions: <c>retval_range(0, 0)</c>.</summary>
    public static readonly ProgramVerdict Zero = new("void", "nothing, or int that is 0", [new(0, "go on")]) { TakesVoid = true, Yes = "0" };

    /// <summary><c>BPF_MODIFY_RETURN</c>: a number that is not 0 becomes the result of the function, which then does not run.</summary>
    public static readonly ProgramVerdict ModifiedReturn = new("int", "int: 0 to run the function, or what it returns instead", []) { TakesVoid = true };

    /// <summary>Hooks of security modules: <c>retval_range(-MAX_ERRNO, 0)</c>.</summary>
    public static readonly ProgramVerdict Lsm = new("int", "int: 0 to allow, or a negative errno", [])
    {
        TakesVoid = true,
        Lowest = -4095, // MAX_ERRNO, include/linux/err.h
        Highest = 0,
        Yes = "0",
        No = "-1",
    };

    /// <summary>Hooks of security modules for a cgroup: <c>retval_range(0, 1)</c>, as for other programs of a cgroup.</summary>
    public static readonly ProgramVerdict LsmCgroup = OfYesOrNo("bool, or int that is 0 or 1", [new(0, "refuse with EPERM"), new(1, "allow")]);

    /// <summary>Iterators: <c>retval_range(0, 1)</c>; 1 runs the program once more for the same object (<c>bpf_iter_run_prog</c>).</summary>
    public static readonly ProgramVerdict Iterator = new("int", "int that is 0 or 1, or nothing", [new(0, "next object"), new(1, "same object again")])
    {
        TakesVoid = true,
        Yes = "0",
    };

    /// <summary>The number is passed to user space unchanged: programs run by <c>BPF_PROG_TEST_RUN</c>.</summary>
    public static readonly ProgramVerdict Result = new("int", "int, bool or nothing", []) { TakesBool = true, TakesVoid = true, TakesOtherVerdicts = true };

    /// <summary>Members of a struct_ops: the return type of the member.</summary>
    public static readonly ProgramVerdict StructOps = new("int", "what the member of the kernel's struct returns", [])
    {
        TakesBool = true,
        TakesVoid = true,
        TakesOtherVerdicts = true,
    };

    /// <summary>Replacements of functions: what the function returns, an integer.</summary>
    public static readonly ProgramVerdict Replaced = new("int", "what the replaced function returns: an integer, an enum or bool", [])
    {
        TakesBool = true,
        TakesOtherVerdicts = true,
    };

    /// <summary>Sessions: <c>retval_range(0, 1)</c> for <c>BPF_TRACE_UPROBE_SESSION</c> and <c>BPF_TRACE_KPROBE_SESSION</c>.</summary>
    public static readonly ProgramVerdict Session = new(
        "Bpf.SessionAction",
        "SessionAction, int or nothing",
        [new(0, "run at return"), new(1, "skip the run at return")])
    {
        TakesVoid = true,
        Yes = "SessionAction.SkipReturn",
        No = "SessionAction.RunAtReturn",
    };

    /// <summary>Socket filters: the number of bytes of the packet to keep; numbers beyond its length, including negative ones, keep all of it.</summary>
    public static readonly ProgramVerdict KeptLength = new("int", "int, the number of bytes that the socket gets", []) { Yes = "-1" };

    /// <summary><c>enum sk_action</c>, include/uapi/linux/bpf.h, for messages, packets and connections of sockets.</summary>
    public static readonly ProgramVerdict SkAction = new("Bpf.SkAction", "SkAction, bool, or int that is 0 or 1", [new(0, "SK_DROP"), new(1, "SK_PASS")])
    {
        TakesBool = true,
        Yes = "SkAction.Pass",
        No = "SkAction.Drop",
    };

    /// <summary>Parsers of TCP streams (<c>sk_psock_strp_parse</c>, net/core/skmsg.c): a length, or a negative errno.</summary>
    public static readonly ProgramVerdict StreamParser = new("int", "int: the length of the message, 0 to wait for more bytes, or a negative errno", []);

    /// <summary>Hooks of netfilter: <c>retval_range(NF_DROP, NF_ACCEPT)</c>.</summary>
    public static readonly ProgramVerdict Netfilter = new(
        "Bpf.NetfilterVerdict", "NetfilterVerdict, or int that is 0 or 1", [new(0, "NF_DROP"), new(1, "NF_ACCEPT")])
    {
        Yes = "NetfilterVerdict.Accept",
        No = "NetfilterVerdict.Drop",
    };

    /// <summary><c>enum bpf_ret_code</c>, as <c>bpf_flow_dissect</c> (net/core/flow_dissector.c) understands it.</summary>
    public static readonly ProgramVerdict FlowDissector = new(
        "Bpf.FlowDissectorAction", "FlowDissectorAction, or int with its values", [new(0, "BPF_OK"), new(2, "BPF_DROP"), new(129, "BPF_FLOW_DISSECTOR_CONTINUE")])
    {
        Yes = "FlowDissectorAction.Ok",
        No = "FlowDissectorAction.Drop",
    };

    /// <summary>Packets that arrive for a route (<c>bpf_input</c>, net/core/lwt_bpf.c).</summary>
    public static readonly ProgramVerdict LwtInput = OfTunnel([new(0, "BPF_OK"), new(2, "BPF_DROP"), new(128, "BPF_LWT_REROUTE")]);

    /// <summary>Packets that take a route (<c>bpf_output</c>).</summary>
    public static readonly ProgramVerdict LwtOutput = OfTunnel([new(0, "BPF_OK"), new(2, "BPF_DROP")]);

    /// <summary>Packets of a route before they are sent (<c>bpf_xmit</c>).</summary>
    public static readonly ProgramVerdict LwtTransmit = OfTunnel(
        [new(0, "BPF_OK"), new(2, "BPF_DROP"), new(7, "BPF_REDIRECT"), new(128, "BPF_LWT_REROUTE")]);

    /// <summary>Packets whose segment ends here (<c>input_action_end_bpf</c>, net/ipv6/seg6_local.c).</summary>
    public static readonly ProgramVerdict LwtSegment = OfTunnel([new(0, "BPF_OK"), new(2, "BPF_DROP"), new(7, "BPF_REDIRECT")]);

    /// <summary><c>enum xdp_action</c>, include/uapi/linux/bpf.h.</summary>
    public static readonly ProgramVerdict Xdp = new(
        "Bpf.XdpAction",
        "XdpAction, or int with its values",
        [new(0, "XDP_ABORTED"), new(1, "XDP_DROP"), new(2, "XDP_PASS"), new(3, "XDP_TX"), new(4, "XDP_REDIRECT")])
    {
        Yes = "XdpAction.Pass",
        No = "XdpAction.Drop",
    };

    /// <summary><c>enum tcx_action_base</c>, include/uapi/linux/bpf.h.</summary>
    public static readonly ProgramVerdict Tcx = OfTrafficControl([new(-1, "TCX_NEXT"), new(0, "TCX_PASS"), new(2, "TCX_DROP"), new(7, "TCX_REDIRECT")]);

    /// <summary>
    /// The subset of <c>TC_ACT_*</c> (include/uapi/linux/pkt_cls.h) that <c>cls_bpf_exec_opcode</c> (net/sched/cls_bpf.c) accepts, for programs that other
    /// loaders attach to a qdisc.
    /// </summary>
    public static readonly ProgramVerdict TrafficControl = OfTrafficControl(
        [new(-1, "TC_ACT_UNSPEC"), new(0, "TC_ACT_OK"), new(2, "TC_ACT_SHOT"), new(4, "TC_ACT_STOLEN"), new(7, "TC_ACT_REDIRECT"), new(8, "TC_ACT_TRAP")]);

    /// <summary>Packets that a cgroup's sockets receive: the verifier's <c>retval_range(0, 1)</c>.</summary>
    public static readonly ProgramVerdict CgroupIngress = OfYesOrNo("bool, or int that is 0 or 1", [new(0, "drop"), new(1, "keep")]);

    /// <summary>
    /// Packets that a cgroup's sockets send: <c>retval_range(0, 3)</c>, where the second bit is a notice of congestion
    /// (<c>BPF_PROG_CGROUP_INET_EGRESS_RUN_ARRAY</c>).
    /// </summary>
    public static readonly ProgramVerdict CgroupEgress = OfYesOrNo(
        "bool, or int from 0 to 3", [new(0, "drop"), new(1, "keep"), new(2, "drop, congested"), new(3, "keep, congested")]);

    /// <summary>Operations of a cgroup's processes: <c>retval_range(0, 1)</c>.</summary>
    public static readonly ProgramVerdict CgroupAccess = OfYesOrNo("bool, or int that is 0 or 1", [new(0, "refuse with EPERM"), new(1, "allow")]);

    /// <summary>
    /// Binding a socket of a cgroup: <c>retval_range(0, 3)</c>, where the second bit spares the process CAP_NET_BIND_SERVICE
    /// (<c>BPF_RET_BIND_NO_CAP_NET_BIND_SERVICE</c>, kernel 5.12).
    /// </summary>
    public static readonly ProgramVerdict CgroupBind = OfYesOrNo("bool, or int from 0 to 3",
        [new(0, "refuse with EPERM"), new(1, "allow"), new(2, "refuse with EPERM"), new(3, "allow, also ports below 1024")]);

    /// <summary>Operations of a cgroup's processes that have happened: <c>retval_range(1, 1)</c>.</summary>
    public static readonly ProgramVerdict CgroupNotice = new("void", "nothing, or int that is 1", [new(1, "go on")]) { TakesVoid = true, Default = 1 };

    /// <summary>
    /// TCP events: <c>retval_range(0, 1)</c>; with 0 the kernel uses neither the reply (<c>tcp_call_bpf</c>, include/net/tcp.h)
    /// nor room for options.
    /// </summary>
    public static readonly ProgramVerdict SockOps = new(
        "void", "nothing, bool, or int that is 0 or 1", [new(0, "ignore the reply"), new(1, "use the reply")])
    {
        TakesBool = true,
        TakesVoid = true,
        Default = 1,
        Yes = "true",
        No = "false",
    };

    /// <summary>Returns true for an enum that is the verdict of some kind.</summary>
    /// <param name="type">Full name.</param>
    public static bool IsVerdictType(string type)
        => ProgramKinds.AtHooks.Any(kind => kind.Verdict.Type == type && type.StartsWith("Bpf.", System.StringComparison.Ordinal));

    private static ProgramVerdict OfTunnel(VerdictValue[] values) => new("Bpf.LwtAction", "LwtAction, or int with its values", values)
    {
        Yes = "LwtAction.Ok",
        No = "LwtAction.Drop",
    };

    private static ProgramVerdict OfTrafficControl(VerdictValue[] values)
        => new("Bpf.TrafficControlAction", "TrafficControlAction, or int with its values", values)
    {
        Yes = "TrafficControlAction.Next",
        No = "TrafficControlAction.Drop",
    };

    private static ProgramVerdict OfYesOrNo(string description, VerdictValue[] values)
        => new("bool", description, values) { TakesBool = true, Yes = "true", No = "false" };
}
