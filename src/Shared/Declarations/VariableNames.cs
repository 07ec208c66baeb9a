namespace Bpf.Shared;

/// <summary>The names that the variables of a BPF class have in its object.</summary>
internal static class VariableNames
{
    /// <summary>The variable that holds the license.</summary>
    public const string License = "LICENSE";

    /// <summary>
    /// A name of its own for each variable. Names that the kernel takes stay as they are; of the others, which <see cref="ObjectName"/> changes, those that
    /// would meet another name get a number. The order of the declarations does not matter.
    /// </summary>
    /// <param name="fields">Names in C# of all variables of the class.</param>
    /// <param name="others">Names of its maps and programs in the object.</param>
    /// <returns>The names in the object by the names in C#.</returns>
    public static Dictionary<string, string> Of(IEnumerable<string> fields, IEnumerable<string> others)
    {
        var taken = new HashSet<string>(others, StringComparer.Ordinal) { License };
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string field in fields.OrderBy(static field => field != ObjectName.Of(field)).ThenBy(static field => field, StringComparer.Ordinal))
        {
            string name = ObjectName.Of(field);
            string unique = name;
            for (int i = 2; !taken.Add(unique); i++)
            {
                unique = $"{name}_{i}";
            }

            names[field] = unique;
        }

        return names;
    }
}
