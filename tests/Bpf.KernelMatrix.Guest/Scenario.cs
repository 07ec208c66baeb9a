namespace Bpf.KernelMatrix.Guest;

/// <summary>One named check. It returns what the report shows (such as the attach mode), or throws when it fails.</summary>
internal sealed record Scenario(string Name, Func<string> Run)
{
    /// <summary>Runs it and gives its line of the report: <c>SCENARIO name PASS|FAIL text</c>.</summary>
    public string Report()
    {
        try
        {
            return $"SCENARIO {Name} PASS {Run()}";
        }
        catch (Exception exception)
        {
            string text = exception.ToString().ReplaceLineEndings(" | ");
            return $"SCENARIO {Name} FAIL {text}";
        }
    }

    /// <summary>Fails the scenario when the values differ.</summary>
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{what}: expected {expected}, got {actual}");
        }
    }
}
