using System.Text.Json;

namespace Bpf.Samples.Tests;

/// <summary>Runs one of the tools of samples/Tools.</summary>
internal static class TracedTool
{
    /// <summary>Runs a tool with --json; its exit code must be 0.</summary>
    public static SampleResult Run(string tool, params string[] arguments) => Sample.Run("Tools", [tool, "--json", .. arguments]).EndsWith(0);

    /// <summary>The rows of the result whose column has this value.</summary>
    public static JsonElement[] Rows(this SampleResult result, string column, string value)
        => [.. result.Json().GetProperty("rows").EnumerateArray().Where(row => row.GetProperty(column).ToString() == value)];

    /// <summary>A number of a row.</summary>
    public static long Number(this JsonElement row, string column) => row.GetProperty(column).GetInt64();
}
