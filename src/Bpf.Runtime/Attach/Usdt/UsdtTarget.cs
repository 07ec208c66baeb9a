using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// Target of a program for USDT probes: the probes in a binary with a provider and name. Omitted parts come from the program's
/// section.
/// </summary>
public sealed record UsdtTarget
{
    /// <summary>Path, library name or program on PATH, as for <see cref="UprobeTarget.Binary"/>; null to use that of the section.</summary>
    public string? Binary { get; init; }

    /// <summary>Provider, or a glob with <c>*</c> and <c>?</c>; null to use that of the section.</summary>
    public string? Provider { get; init; }

    /// <summary>Name of the probe, or a glob; null to use that of the section.</summary>
    public string? Name { get; init; }

    /// <summary>-1 for all processes, 0 for this process, or a process id, which selects all threads of that process. Null for all processes.</summary>
    public int? ProcessId { get; init; }

    /// <inheritdoc cref="UprobeTarget.InProcess"/>
    public bool InProcess { get; init; }

    /// <summary>Creates a target in a file, given by its path in the mount namespace of this process.</summary>
    /// <param name="path">The path.</param>
    /// <param name="provider">The provider; null to use that of the section.</param>
    /// <param name="name">Name of the probe; null to use that of the section.</param>
    public static UsdtTarget File(string path, string? provider = null, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new() { Binary = path.Contains('/') ? path : $"./{path}", Provider = provider, Name = name };
    }

    /// <summary>Creates a target in a library or program, given by its name.</summary>
    /// <param name="binary">The name.</param>
    /// <param name="provider">The provider; null to use that of the section.</param>
    /// <param name="name">Name of the probe; null to use that of the section.</param>
    public static UsdtTarget Library(string binary, string? provider = null, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(binary);
        return new() { Binary = binary, Provider = provider, Name = name };
    }

    /// <summary>Creates a target in one process, in the file that it has mapped, as for <see cref="UprobeTarget.Process"/>.</summary>
    /// <param name="processId">Process id in the pid namespace of this process; 0 for this process.</param>
    /// <param name="binary">Path or name; null to use that of the section.</param>
    /// <param name="provider">The provider; null to use that of the section.</param>
    /// <param name="name">Name of the probe; null to use that of the section.</param>
    /// <exception cref="ArgumentOutOfRangeException">The process id is negative.</exception>
    public static UsdtTarget Process(int processId, string? binary = null, string? provider = null, string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(processId);
        return new() { ProcessId = processId, InProcess = true, Binary = binary, Provider = provider, Name = name };
    }

    /// <summary>Parses <c>binary:provider:name</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a valid target.</exception>
    public static UsdtTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text) ?? throw new FormatException($"'{text}' is not a target for USDT probes; expected <binary>:<provider>:<name>.");
    }

    internal static UsdtTarget? TryParse(string text)
        => ColonTarget.Split(text, 3) is [var binary, var provider, var name] ? new() { Binary = binary, Provider = provider, Name = name } : null;

    /// <inheritdoc cref="UprobeTarget.In"/>
    internal UsdtTarget In(int? processId) => ProcessId is null && processId is { } id ? this with { ProcessId = id, InProcess = true } : this;

    /// <summary>Completes this target with the section's.</summary>
    internal UsdtTarget Over(UsdtTarget? section)
        => section is null ? this : this with
        {
            Binary = Binary ?? section.Binary,
            Provider = Provider ?? section.Provider,
            Name = Name ?? section.Name,
            ProcessId = ProcessId ?? section.ProcessId,
        };
}
