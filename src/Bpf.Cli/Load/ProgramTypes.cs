using System.CommandLine.Parsing;
using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>The option <c>--type PROGRAM=TYPE</c>.</summary>
internal static class ProgramTypes
{
    /// <summary>Parses all occurrences of the option.</summary>
    public static Dictionary<string, ProgramType> Parse(ArgumentResult result)
    {
        Dictionary<string, ProgramType> types = [];
        foreach (Token token in result.Tokens)
        {
            int equals = token.Value.LastIndexOf('=');
            if (equals <= 0 || !TryParse(token.Value[(equals + 1)..], out ProgramType type))
            {
                string names = string.Join(", ", Enum.GetNames<ProgramType>()[1..]);
                result.AddError($"--type {token.Value}: write PROGRAM=TYPE, where TYPE is one of {names}, or the kernel's name for one.");
            }
            else
            {
                types[token.Value[..equals]] = type;
            }
        }

        return types;
    }

    // Names of this library or of the kernel: sched_cls, BPF_PROG_TYPE_SCHED_CLS.
    private static bool TryParse(string text, out ProgramType type)
    {
        const string KernelPrefix = "BPF_PROG_TYPE_";
        if (!char.IsAsciiDigit(text.Length == 0 ? '0' : text[0]) && Enum.TryParse(text, ignoreCase: true, out type) && type != ProgramType.Unspecified)
        {
            return true;
        }

        string kernel = text.StartsWith(KernelPrefix, StringComparison.OrdinalIgnoreCase) ? text[KernelPrefix.Length..] : text;
        type = Array.Find(Enum.GetValues<ProgramType>(), candidate => candidate.KernelName().Equals(kernel, StringComparison.OrdinalIgnoreCase));
        return type != ProgramType.Unspecified;
    }
}
