using System.CommandLine;

namespace Bpf.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>--json</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON: one object per line." };

    /// <summary>--token</summary>
    public static Option<string?> Token() => new("--token") { Description = "BPF file system to make a token from; empty for no token.", HelpName = "PATH" };

    /// <summary>--object</summary>
    public static Option<string[]> Object() => new("--object")
    {
        Description = "Of a file with several objects, take only this one: the name of its class, or its offset as `bpf inspect` shows it. May be repeated.",
        HelpName = "NAME",
    };

    /// <summary>--pid</summary>
    public static Option<int?> ProcessId(string description)
    {
        Option<int?> option = new("--pid") { Description = description, HelpName = "PID" };
        option.Validators.Add(result =>
        {
            // The kernel takes 0 for every process: the value of a variable that a script forgot to set must not mean that.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out int id) && id <= 0)
            {
                result.AddError($"--pid {text}: the id of a process is a positive number.");
            }
        });
        return option;
    }

    /// <summary>FILE, which may be an object or something with objects inside.</summary>
    public static Argument<string> File() => new("file") { Description = "BPF object file; or a .NET assembly or a program with BPF objects inside." };
}
