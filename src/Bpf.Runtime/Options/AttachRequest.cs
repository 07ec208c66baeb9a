namespace Bpf.Runtime;

/// <summary>
/// How a program attaches, in the words of a user: for tools that attach programs of any kind. <see cref="BpfProgram.AttachInputs"/> says which parts
/// mean something to a program and which it needs; <see cref="BpfProgram.Configure"/> applies them.
/// </summary>
public sealed record AttachRequest
{
    /// <summary>
    /// What to attach to, in the notation of the program's kind: a probed place, a tracepoint, a network device, the directory of a cgroup and so on;
    /// null for what the section or the program's own settings name.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>Which packets the program sees; null for what its section says.</summary>
    public TrafficDirection? Direction { get; init; }

    /// <summary>Value of <c>bpf_get_attach_cookie</c>; 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>Attach user-space probes only in this process; null for what the program's own settings say. Other kinds of programs take no notice.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Single or multi probes. Other kinds of programs take no notice.</summary>
    public ProbeMode Mode { get; init; }

    /// <summary>Run the program at entry and at return of the function (uprobes: kernel 6.13, kprobes: kernel 6.10).</summary>
    public bool IsSession { get; init; }

    /// <inheritdoc cref="UprobeOptions.SkipUnprobeable"/>
    public bool SkipUnprobeable { get; init; }

    /// <inheritdoc cref="UprobeOptions.AllowUnsafe"/>
    public bool AllowUnsafe { get; init; }
}
