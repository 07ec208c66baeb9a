using System.CommandLine;

namespace Bpf.Cli;

/// <summary>Options shared by several commands.</summary>
internal static class CommonOptions
{
    /// <summary>The option --json.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON, one object per line." };

    /// <summary>The option --token.</summary>
    public static Option<string?> Token() => new("--token") { Description = "BPF file system to create a token from; "
        + "empty for no token.", HelpName = "PATH" };

    /// <summary>The option --object.</summary>
    public static Option<string[]> Object() => new("--object")
    {
        Description = "Use only this object in a file with several, given by class name or by offset as shown by `bpf inspect`. May be repeated.",
        HelpName = "NAME",
    };

    /// <summary>The option --pid.</summary>
    public static Option<int?> ProcessId(string description)
    {
        Option<int?> option = new("--pid") { Description = description, HelpName = "PID" };
        option.Validators.Add(result =>
        {
            // The kernel interprets 0 as all processes: a variable that a script forgot to set must not mean that.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out int id) && id <= 0)
            {
                result.AddError($"--pid {text}: a process id is a positive number.");
            }
        });
        return option;
    }

    /// <summary>The argument FILE: an object, or something with objects inside.</summary>
    public static Argument<string> File() => new("file") { Description = "BPF object file, or a .NET assembly or program that contains BPF objects." };
}
