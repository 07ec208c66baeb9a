namespace Bpf.Shared;

/// <summary>Flavors of kernel types: names with a suffix, so that a program can declare a type more than once.</summary>
internal static class TypeFlavor
{
    private const string Mark = "___";

    /// <summary>Removes the flavor from a name: <c>task_struct___old</c> is a flavor of <c>task_struct</c>.</summary>
    public static string Essential(string name)
    {
        for (int i = name.Length - Mark.Length - 1; i > 0; i--)
        {
            if (name[i - 1] != '_' && string.CompareOrdinal(name, i, Mark, 0, Mark.Length) == 0 && name[i + Mark.Length] != '_')
            {
                return name.Substring(0, i);
            }
        }

        return name;
    }
}
