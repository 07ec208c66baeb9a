namespace Bpf.Attributes;

/// <summary>C# names of kernel fields: whole words in Pascal case.</summary>
internal static class FieldName
{
    private static readonly Dictionary<string, string> s_words = new()
    {
        ["addrs"] = "Addresses",
        ["buf"] = "Buffer",
        ["bp"] = "Breakpoint",
        ["bpf"] = "",
        ["cnt"] = "Count",
        ["ctx"] = "Context",
        ["dev"] = "Device",
        ["elem"] = "Element",
        ["excl"] = "Exclusive",
        ["func"] = "Function",
        ["ifindex"] = "InterfaceIndex",
        ["ino"] = "Inode",
        ["insn"] = "Instruction",
        ["insns"] = "Instructions",
        ["iter"] = "Iterator",
        ["kern"] = "Kernel",
        ["ksyms"] = "KernelSymbols",
        ["len"] = "Length",
        ["lens"] = "Lengths",
        ["nr"] = "",
        ["netns"] = "NetworkNamespace",
        ["ns"] = "Nanoseconds",
        ["obj"] = "Object",
        ["pathname"] = "PathName",
        ["pid"] = "ProcessId",
        ["prog"] = "Program",
        ["rec"] = "Record",
        ["ref"] = "Reference",
        ["ctr"] = "Counter",
        ["relo"] = "Relocation",
        ["relos"] = "Relocations",
        ["retval"] = "ReturnValue",
        ["regs"] = "Registers",
        ["sig"] = "Signal",
        ["syms"] = "Symbols",
        ["uid"] = "UserId",
        ["xlated"] = "Translated",
    };

    /// <summary>Returns the C# name.</summary>
    /// <param name="field">Kernel name; names of enclosing members come before it, joined by '.'.</param>
    /// <param name="prefix">Prefix to omit.</param>
    public static string Of(string field, string prefix)
    {
        if (prefix.Length != 0 && field.StartsWith(prefix, StringComparison.Ordinal))
        {
            field = field[prefix.Length..];
        }

        // "nr_map_ids" counts map IDs.
        bool counts = field.StartsWith("nr_", StringComparison.Ordinal);
        string name = string.Concat(field.Split('_', '.').Select(Word));
        return counts ? name.TrimEnd('s') + "Count" : name;
    }

    private static string Word(string word) => s_words.TryGetValue(word, out string? known)
        ? known
        : word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
