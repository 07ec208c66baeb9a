namespace Bpf;

/// <summary>
/// What the probes on user-space functions have in common. Several attributes of one kind on one method are several probes of one program:
/// attached all or none, in one multi-uprobe link for each file where the kernel has them, otherwise by a perf event each behind one link. Each
/// has a target, <see cref="Cookie"/> and <see cref="ProcessId"/> of its own; <see cref="Single"/>, <see cref="Sleepable"/> and
/// <see cref="AutoLoad"/> belong to the program and must agree.
/// </summary>
/// <remarks>
/// The object's section name carries the first target only, so other loaders (libbpf, bpftool) attach that one. All probes, cookies and process
/// ids are in the section <c>.bpf_attach</c>, which other loaders skip.
/// </remarks>
public abstract class UprobeAttributeBase : Attribute
{
    private protected UprobeAttributeBase()
    {
    }

    private protected UprobeAttributeBase(string target) => Target = target;

    /// <summary>The attach target as written, or null when the host sets it before attaching.</summary>
    public string? Target { get; }

    /// <summary>Keeps the perf_event path: the probe is never upgraded to a multi-uprobe.</summary>
    public bool Single { get; set; }

    /// <summary>Loads the program as sleepable (<c>BPF_F_SLEEPABLE</c>, kernel 6.0 for uprobes).</summary>
    public bool Sleepable { get; set; }

    /// <summary>Value that <c>bpf_get_attach_cookie</c> returns in the program (kernel 5.15); 0 means none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Process to probe: -1 (the default) every process, 0 the attaching process itself, otherwise a process id.</summary>
    public int ProcessId { get; set; } = -1;

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
