using Bpf.Runtime.Features;

namespace Bpf.Runtime;

/// <summary>
/// What the running kernel can do, found out by trying and never by version number. Each question is asked once per process, and once per
/// token, since a token changes what may be done. Values are computed when first read; the members may be used from any thread.
/// </summary>
public sealed class KernelFeatures
{
    private static readonly KernelFeatures s_withoutToken = new(null);
    private readonly Lazy<KernelFeature> _uprobeMulti;
    private readonly Lazy<KernelFeature> _uprobePathDescriptor;
    private readonly Lazy<KernelFeature> _uprobeSession;
    private readonly Lazy<KernelFeature> _kprobeMulti;
    private readonly Lazy<KernelFeature> _perfEventLink;
    private readonly Lazy<KernelFeature> _memoryAccounting;
    private readonly Lazy<KernelFeature> _uprobeEvents = new(UprobeEventProbe.Run);
    private readonly Lazy<KernelFeature> _uprobeReferenceCounter = new(UprobeReferenceCounterProbe.Run);

    private KernelFeatures(BpfToken? token)
    {
        _uprobeMulti = new(() => UprobeMultiProbe.Run(token));
        _uprobePathDescriptor = new(() => UprobePathDescriptorProbe.Run(token));
        _uprobeSession = new(() => UprobeSessionProbe.Run(token));
        _kprobeMulti = new(() => KprobeMultiProbe.Run(token));
        _perfEventLink = new(() => PerfEventLinkProbe.Run(token));
        _memoryAccounting = new(() => MemoryAccountingProbe.Run(token));
    }

    /// <summary>Multi-uprobe links with a working process filter (<c>BPF_TRACE_UPROBE_MULTI</c>, kernel 6.6; the filter 6.10 and stable updates).</summary>
    public KernelFeature UprobeMulti => _uprobeMulti.Value;

    /// <summary>Multi-uprobe links on an open file instead of a path (<c>BPF_F_UPROBE_MULTI_PATH_FD</c>, kernel 7.2).</summary>
    public KernelFeature UprobePathDescriptor => _uprobePathDescriptor.Value;

    /// <summary>Uprobe sessions: one program at entry and return (<c>BPF_TRACE_UPROBE_SESSION</c>, kernel 6.13).</summary>
    public KernelFeature UprobeSession => _uprobeSession.Value;

    /// <summary>Multi-kprobe links (<c>BPF_TRACE_KPROBE_MULTI</c>, kernel 5.18).</summary>
    public KernelFeature KprobeMulti => _kprobeMulti.Value;

    /// <summary>BPF links for perf events, and with them attach cookies (kernel 5.15).</summary>
    public KernelFeature PerfEventLink => _perfEventLink.Value;

    /// <summary>Uprobes as perf events without tracefs (kernel 4.17).</summary>
    public KernelFeature UprobeEvents => _uprobeEvents.Value;

    /// <summary>Semaphores of uprobes (kernel 4.20).</summary>
    public KernelFeature UprobeReferenceCounter => _uprobeReferenceCounter.Value;

    /// <summary>BPF memory is charged to the memory cgroup instead of the limit of locked memory (kernel 5.11).</summary>
    public KernelFeature MemoryAccounting => _memoryAccounting.Value;

    /// <summary>Every feature, in a fixed order; reads all of them.</summary>
    public IReadOnlyList<KernelFeature> All => [UprobeMulti, UprobePathDescriptor, UprobeSession, KprobeMulti, PerfEventLink, UprobeEvents, UprobeReferenceCounter, MemoryAccounting];

    /// <summary>The features as seen with a token, or with the privileges of the process.</summary>
    /// <param name="token">The token; null for none.</param>
    /// <returns>The same object for the same token.</returns>
    public static KernelFeatures For(BpfToken? token) => token is null ? s_withoutToken : token.Features;

    internal static KernelFeatures Create(BpfToken token) => new(token);
}
