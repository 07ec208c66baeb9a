namespace Bpf.Generators.Writing;

/// <summary>Names for generated members that must not meet the user's.</summary>
internal static class UniqueName
{
    /// <summary>The wanted name, followed by as many underscores as keep it apart from the taken ones.</summary>
    public static string For(string wanted, IEnumerable<string> taken)
    {
        var names = new HashSet<string>(taken, StringComparer.Ordinal);
        while (names.Contains(wanted))
        {
            wanted += "_";
        }

        return wanted;
    }
}
