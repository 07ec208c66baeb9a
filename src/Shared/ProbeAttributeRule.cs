namespace Bpf.Shared;

/// <summary>Checks that several probe attributes of one method agree: they form one program with several probes.</summary>
internal static class ProbeAttributeRule
{
    /// <summary>Returns the conflict, worded as the end of a sentence; <see langword="null"/> when there is none.</summary>
    public static string? Violation(IReadOnlyList<ProbeAttribute> attributes)
    {
        if (attributes.Count < 2)
        {
            return null;
        }

        ProbeAttribute first = attributes[0];
        var targets = new HashSet<(string, int)>();
        foreach (ProbeAttribute attribute in attributes)
        {
            if (attribute.Single != first.Single)
            {
                return Differ("Single");
            }

            if (attribute.Sleepable != first.Sleepable)
            {
                return Differ("Sleepable");
            }

            if (attribute.AutoLoad != first.AutoLoad)
            {
                return Differ("AutoLoad");
            }

            if (string.IsNullOrEmpty(attribute.Target))
            {
                return "with several attributes, each needs a target";
            }

            if (!targets.Add((attribute.Target!, attribute.ProcessId)))
            {
                return $"two name the target '{attribute.Target}'";
            }
        }

        return null;
    }

    private static string Differ(string property) => $"they differ in {property}, which is a property of the whole program";
}
