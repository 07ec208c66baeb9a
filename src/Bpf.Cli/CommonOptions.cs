using System.CommandLine;

namespace Bpf.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>--json</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON: one object per line." };

    /// <summary>--token</summary>
    public static Option<string?> Token() => new("--token") { Description = "BPF file system to make a token from; empty for no token.", HelpName = "PATH" };

    /// <summary>FILE, which may be an object or something with objects inside.</summary>
    public static Argument<string> File() => new("file") { Description = "BPF object file; or a .NET assembly or a program with BPF objects inside." };
}
