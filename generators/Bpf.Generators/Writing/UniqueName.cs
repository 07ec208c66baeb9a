namespace Bpf.Generators.Writing;

/// <summary>Creates names for generated members that do not conflict with the user's.</summary>
internal static class UniqueName
{
    /// <summary>Returns the wanted name, followed by as many underscores as needed to make it unique.</summary>
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
