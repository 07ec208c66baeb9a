using System.Text;

namespace Bpf.Compiler.CodeGen;

/// <summary>Names that the kernel accepts: letters, digits and underscores.</summary>
internal static class NameMangler
{
    public static string Clean(string name)
    {
        StringBuilder text = new(name.Length);
        foreach (char c in BackingField(name))
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }
        }

        string clean = text.ToString().TrimEnd('_');
        return clean.Length == 0 ? "_" : char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }

    // <Name>k__BackingField → Name, <Outer>g__Inner|0_0 → Outer_Inner
    private static string BackingField(string name)
    {
        if (!name.StartsWith('<'))
        {
            return name;
        }

        int end = name.IndexOf('>', StringComparison.Ordinal);
        string owner = name[1..end];
        string rest = name[(end + 1)..];
        if (rest == "k__BackingField")
        {
            return owner;
        }

        int bar = rest.IndexOf('|', StringComparison.Ordinal);
        return rest.StartsWith("g__", StringComparison.Ordinal) && bar > 0 ? $"{owner}_{rest[3..bar]}" : $"{owner}_{rest}";
    }
}
