namespace Bpf.Shared;

/// <summary>Assigns names in the object to the variables of a BPF class.</summary>
internal static class VariableNames
{
    /// <summary>The variable that contains the license.</summary>
    public const string License = "LICENSE";

    /// <summary>
    /// Returns a unique name for each variable. Names that the kernel accepts are unchanged; others are converted by <see cref="ObjectName"/>, and get a
    /// number if they would conflict with another name. The order of the declarations does not matter.
    /// </summary>
    /// <param name="fields">The C# names of all variables of the class.</param>
    /// <param name="others">The names of its maps and programs in the object.</param>
    /// <returns>The names in the object, by C# name.</returns>
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
