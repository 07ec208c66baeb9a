namespace Bpf.Runtime;

/// <summary>
/// More on how a uprobe attaches. Several places are given by a glob in <see cref="UprobeTarget.Function"/>, by <see cref="Functions"/>, or by
/// <see cref="Offsets"/>: one of the three. They become one link, attached whole or not at all, on every kernel.
/// </summary>
public sealed record UprobeOptions
{
    /// <summary>Value of <c>bpf_get_attach_cookie</c> at every place without one in <see cref="Cookies"/> (kernel 5.15).</summary>
    public ulong Cookie { get; init; }

    /// <summary>
    /// Offset in the file of the 16-bit semaphore that is raised while the probe is attached; 0 for none. Even; below 4 GiB for single probes.
    /// </summary>
    public ulong ReferenceCounterOffset { get; init; }

    /// <summary>Probe the return of the function; null to take the section's.</summary>
    public bool? IsReturn { get; init; }

    /// <summary>Several functions by name.</summary>
    public IReadOnlyList<string>? Functions { get; init; }

    /// <summary>Several offsets in the file.</summary>
    public IReadOnlyList<ulong>? Offsets { get; init; }

    /// <summary>A semaphore for each place, 0 for none; as long as the list of places.</summary>
    public IReadOnlyList<ulong>? ReferenceCounterOffsets { get; init; }

    /// <summary>A cookie for each place; as long as the list of places.</summary>
    public IReadOnlyList<ulong>? Cookies { get; init; }

    /// <summary>Interface for single probes; a program loaded for a multi link takes only the default.</summary>
    public UprobeAttachMode AttachMode { get; init; }

    /// <summary>
    /// Probe the instruction behind an <c>endbr64</c> at the start of a function when that makes the probe cheap: the kernel single-steps
    /// <c>endbr64</c>, which takes ten times as long. Applies to functions by name or pattern without an offset.
    /// </summary>
    public bool SkipEndbr { get; init; }

    /// <summary>
    /// Of a glob or a list, leave out the places that cannot be probed, and the functions of a list that are not found, instead of attaching nothing.
    /// The object's log has a warning for each, <see cref="Link.Skipped"/> the list. It is an error when nothing is left.
    /// </summary>
    public bool SkipUnprobeable { get; init; }

    /// <summary>
    /// Attach also where the program is attached already, in the same or in all processes and with the same cookie: it then runs once for each attachment.
    /// </summary>
    public bool AllowRepeated { get; init; }

    /// <summary>
    /// Attach also where a probe is known to break or end the target, or cannot be told not to: places that are not the start of an instruction
    /// that the kernel probes, return probes and sessions that are not at the entry of a function, return probes in Go programs, and those of
    /// processes with seccomp filters on kernels 6.11 to 6.13. Also to 32-bit x86 programs
    /// although the BPF program reads arguments from registers.
    /// </summary>
    public bool AllowUnsafe { get; init; }
}
