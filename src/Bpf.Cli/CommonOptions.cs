using System.CommandLine;

namespace Bpf.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>--json</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON: one object per line." };

    /// <summary>FILE, which may be an object or a .NET assembly with embedded objects.</summary>
    public static Argument<string> File() => new("file") { Description = "BPF object file, or .NET assembly with embedded objects." };
}
