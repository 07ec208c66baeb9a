using System.Text;

namespace Bpf.Shared;

/// <summary>Names of variables and functions in an object: the kernel accepts letters, digits and underscores.</summary>
internal static class ObjectName
{
    /// <summary>Converts a name from C# or metadata to a name in the object.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in BackingField(name))
        {
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[text.Length - 1] != '_')
            {
                text.Append('_');
            }
        }

        string clean = text.ToString().TrimEnd('_');
        return clean.Length == 0 ? "_" : clean[0] is >= '0' and <= '9' ? "_" + clean : clean;
    }

    // <Name>k__BackingField → Name, <Outer>g__Inner|0_0 → Outer_Inner
    private static string BackingField(string name)
    {
        int end = name.IndexOf('>');
        if (end < 0 || name[0] != '<')
        {
            return name;
        }

        string owner = name.Substring(1, end - 1);
        string rest = name.Substring(end + 1);
        if (rest == "k__BackingField")
        {
            return owner;
        }

        int bar = rest.IndexOf('|');
        return rest.StartsWith("g__", StringComparison.Ordinal) && bar > 0 ? $"{owner}_{rest.Substring(3, bar - 3)}" : $"{owner}_{rest}";
    }
}
