namespace Bpf.Shared;

/// <summary>Programs that attach in the same way.</summary>
internal enum ProgramFamily
{
    /// <summary>Programs without a specific way to attach.</summary>
    Untyped,

    /// <summary>User-space functions.</summary>
    Uprobe,

    /// <summary>User-space statically defined tracing (USDT) probes.</summary>
    Usdt,

    /// <summary>Kernel functions.</summary>
    Kprobe,

    /// <summary>Kernel tracepoints with the record of tracefs.</summary>
    Tracepoint,

    /// <summary>Kernel tracepoints with their raw arguments.</summary>
    RawTracepoint,

    /// <summary>Kernel functions, tracepoints and hooks by BTF: fentry and its siblings, tp_btf, LSM.</summary>
    Tracing,

    /// <summary>Functions of other BPF programs, which the program replaces.</summary>
    Extension,

    /// <summary>Iterators over kernel objects.</summary>
    Iterator,

    /// <summary>Samples of a perf event.</summary>
    PerfEvent,

    /// <summary>Hooks of a cgroup.</summary>
    Cgroup,

    /// <summary>Packets of a network device above its driver, in the traffic control layer.</summary>
    TrafficControl,

    /// <summary>Packets in the driver of a network device.</summary>
    Xdp,

    /// <summary>Packets of a socket.</summary>
    SocketFilter,

    /// <summary>Selection among sockets that share an address and port.</summary>
    SkReuseport,

    /// <summary>Messages and packets of the sockets in a map.</summary>
    SocketMap,

    /// <summary>Hooks of netfilter.</summary>
    Netfilter,

    /// <summary>Lightweight tunnels: packets of a route.</summary>
    Lwt,

    /// <summary>Hooks of a network namespace.</summary>
    NetworkNamespace,

    /// <summary>Members of a struct_ops map, which attaches on their behalf.</summary>
    StructOps,
}
