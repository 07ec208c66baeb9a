namespace Bpf.Runtime;

/// <summary>
/// How to attach a program, in user notation: for tools that attach programs of any kind. <see cref="BpfProgram.AttachInputs"/> states which parts
/// apply to a program and which it requires; <see cref="BpfProgram.Configure"/> applies them.
/// </summary>
public sealed record AttachRequest
{
    /// <summary>
    /// What to attach to, in the notation of the program's kind: a probed place, a tracepoint, a network device, a cgroup directory and so on; null
    /// for the target of the section or the program's own settings.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>Direction of the packets; null for that of the section.</summary>
    public TrafficDirection? Direction { get; init; }

    /// <summary>Value that <c>bpf_get_attach_cookie</c> returns; 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>
    /// Process to which to restrict user-space probes and perf events; null for the program's own setting. Other kinds of programs ignore it.
    /// </summary>
    public int? ProcessId { get; init; }

    /// <summary>Single or multi probes. Other kinds of programs ignore it.</summary>
    public ProbeMode Mode { get; init; }

    /// <summary>Whether to run the program at both entry and return of the function (uprobes: kernel 6.13, kprobes: kernel 6.10).</summary>
    public bool IsSession { get; init; }

    /// <inheritdoc cref="UprobeOptions.SkipUnprobeable"/>
    public bool SkipUnprobeable { get; init; }

    /// <inheritdoc cref="UprobeOptions.AllowUnsafe"/>
    public bool AllowUnsafe { get; init; }
}
