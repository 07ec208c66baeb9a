namespace Bpf.Runtime;

/// <summary>
/// Options for attaching a uprobe. Several places can be given by a glob in <see cref="UprobeTarget.Function"/>, by <see cref="Functions"/>, or by
/// <see cref="Offsets"/>, but only one of the three. They are attached in one link, all or none, on every kernel.
/// </summary>
public sealed record UprobeOptions
{
    /// <summary>Value that <c>bpf_get_attach_cookie</c> returns at every place without an entry in <see cref="Cookies"/> (kernel 5.15).</summary>
    public ulong Cookie { get; init; }

    /// <summary>
    /// File offset of the 16-bit semaphore that is incremented while the probe is attached; 0 for none. Must be even, and below 4 GiB for single
    /// probes.
    /// </summary>
    public ulong ReferenceCounterOffset { get; init; }

    /// <summary>Whether to probe the return of the function; null to follow the section.</summary>
    public bool? IsReturn { get; init; }

    /// <summary>Several functions by name.</summary>
    public IReadOnlyList<string>? Functions { get; init; }

    /// <summary>Several offsets in the file.</summary>
    public IReadOnlyList<ulong>? Offsets { get; init; }

    /// <summary>A semaphore for each place, 0 for none; must be as long as the list of places.</summary>
    public IReadOnlyList<ulong>? ReferenceCounterOffsets { get; init; }

    /// <summary>A cookie for each place; must be as long as the list of places.</summary>
    public IReadOnlyList<ulong>? Cookies { get; init; }

    /// <summary>Interface for single probes; a program loaded for a multi link only accepts the default.</summary>
    public UprobeAttachMode AttachMode { get; init; }

    /// <summary>
    /// Whether to probe the instruction after an <c>endbr64</c> at the start of a function when that makes the probe cheaper: single-stepping
    /// <c>endbr64</c> takes ten times as long. Applies to functions given by name or pattern without an offset.
    /// </summary>
    public bool SkipEndbr { get; init; }

    /// <summary>
    /// Whether to omit, from a glob or list, places that cannot be probed and listed functions that are not found, instead of attaching nothing. The
    /// object logs a warning for each, and <see cref="Link.Skipped"/> lists them. It is an error when no place remains.
    /// </summary>
    public bool SkipUnprobeable { get; init; }

    /// <summary>
    /// Whether to attach even where the program is already attached in the same or all processes with the same cookie: it then runs once per
    /// attachment.
    /// </summary>
    public bool AllowRepeated { get; init; }

    /// <summary>
    /// Whether to attach even where a probe is known to break or kill the target, or might: at places that are not the start of an instruction the
    /// kernel can probe, with return probes and sessions that are not at a function entry, with return probes in Go programs, and with those in
    /// processes with seccomp filters on kernels 6.11 to 6.13. Also to 32-bit x86 programs when the BPF program reads arguments from registers.
    /// </summary>
    public bool AllowUnsafe { get; init; }
}
