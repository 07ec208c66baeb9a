using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Usdt;
using Bpf.Runtime.Programs;
using Bpf.Shared;

namespace Bpf.Runtime.Objects;

/// <summary>Creates the program class for each family.</summary>
internal sealed class ProgramFactory(IProgramOwner owner)
{
    // Shared by all USDT probes of the object.
    private readonly Lazy<UsdtSpecifications> _specifications = new(() => new UsdtSpecifications(owner));

    /// <summary>Creates the program for a definition; one with an unknown section, or in a family without a class, cannot attach itself.</summary>
    public BpfProgram Create(ProgramDefinition definition) => definition.Kind?.Family switch
    {
        ProgramFamily.Uprobe => new UprobeProgram(owner, definition),
        ProgramFamily.Usdt => new UsdtProgram(owner, definition, _specifications),
        ProgramFamily.Kprobe => new KprobeProgram(owner, definition),
        ProgramFamily.Tracepoint => new TracepointProgram(owner, definition),
        ProgramFamily.RawTracepoint => new RawTracepointProgram(owner, definition),
        ProgramFamily.Tracing => new TracingProgram(owner, definition),
        ProgramFamily.Extension => new ExtensionProgram(owner, definition),
        ProgramFamily.Iterator => new IteratorProgram(owner, definition),
        ProgramFamily.PerfEvent => new PerfEventProgram(owner, definition),
        ProgramFamily.Cgroup => new CgroupProgram(owner, definition),
        ProgramFamily.TrafficControl => new TrafficControlProgram(owner, definition),
        ProgramFamily.Xdp => new XdpProgram(owner, definition),
        ProgramFamily.SocketFilter => new SocketFilterProgram(owner, definition),
        ProgramFamily.SkReuseport => new SkReuseportProgram(owner, definition),
        ProgramFamily.SocketMap => new SocketMapProgram(owner, definition),
        ProgramFamily.Netfilter => new NetfilterProgram(owner, definition),
        ProgramFamily.Lwt => new LwtProgram(owner, definition),
        ProgramFamily.NetworkNamespace => new NetworkNamespaceProgram(owner, definition),
        _ => new BpfProgram(owner, definition),
    };
}
