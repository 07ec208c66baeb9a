namespace Bpf.Testing;

/// <summary>The rows of the language table (LanguageTable) that a test or corpus method demonstrates.</summary>
/// <param name="numbers">Numbers of the rows.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RowAttribute(params int[] numbers) : Attribute
{
    public int[] Numbers { get; } = numbers;
}
