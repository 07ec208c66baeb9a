namespace Bpf.Shared;

/// <summary>Programs that attach in the same way.</summary>
internal enum ProgramFamily
{
    /// <summary>Programs without a way of their own to attach.</summary>
    Untyped,

    /// <summary>User-space functions.</summary>
    Uprobe,

    /// <summary>User-space static tracing points.</summary>
    Usdt,

    /// <summary>Kernel functions.</summary>
    Kprobe,

    /// <summary>Kernel tracepoints with the record of the trace file system.</summary>
    Tracepoint,

    /// <summary>Kernel tracepoints with their raw arguments.</summary>
    RawTracepoint,

    /// <summary>Kernel functions, tracepoints and hooks by BTF: fentry and its siblings, tp_btf, LSM, and replaced programs.</summary>
    Tracing,

    /// <summary>Iterators over kernel objects.</summary>
    Iterator,

    /// <summary>Hooks of a cgroup.</summary>
    Cgroup,

    /// <summary>Packets of a network device behind its driver, in the traffic control layer.</summary>
    TrafficControl,

    /// <summary>Packets in the driver of a network device.</summary>
    Xdp,

    /// <summary>Packets of a socket.</summary>
    SocketFilter,

    /// <summary>The choice among sockets that share an address and port.</summary>
    SocketReuseport,

    /// <summary>Hooks of a network namespace.</summary>
    NetworkNamespace,

    /// <summary>Members of a struct_ops map, which attaches for them.</summary>
    StructOps,
}
