namespace Bpf;

/// <summary>
/// Base class of attributes for probes on user-space functions. Several attributes of one kind on one method declare several probes of one program:
/// all or none of them are attached, in one multi-uprobe link per file if the kernel supports it, otherwise with one perf event each behind one link.
/// Each has its own target, <see cref="Cookie"/> and <see cref="ProcessId"/>; <see cref="Single"/>, <see cref="Sleepable"/> and
/// <see cref="AutoLoad"/> apply to the program and must agree.
/// </summary>
/// <remarks>
/// The object's section name contains only the first target, so other loaders (libbpf, bpftool) attach that one. All probes, cookies and process ids
/// are in the section <c>.bpf_attach</c>, which other loaders ignore.
/// </remarks>
public abstract class UprobeAttributeBase : Attribute
{
    private protected UprobeAttributeBase()
    {
    }

    private protected UprobeAttributeBase(string target) => Target = target;

    /// <summary>The attach target as written; null when the host sets it before attaching.</summary>
    public string? Target { get; }

    /// <summary>Whether to keep a perf_event probe, never upgrading it to a multi-uprobe.</summary>
    public bool Single { get; set; }

    /// <summary>Whether to load the program as sleepable (<c>BPF_F_SLEEPABLE</c>, kernel 6.0 for uprobes).</summary>
    public bool Sleepable { get; set; }

    /// <summary>Value that <c>bpf_get_attach_cookie</c> returns in the program (kernel 5.15); 0 for none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Process to probe: -1 (the default) for all processes, 0 for the attaching process, otherwise a process id.</summary>
    public int ProcessId { get; set; } = -1;

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
