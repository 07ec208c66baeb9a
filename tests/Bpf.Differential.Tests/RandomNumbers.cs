using System.Globalization;

namespace Bpf.Differential.Tests;

/// <summary>The number of random programs to run, from environment variables.</summary>
internal static class RandomNumbers
{
    public static int Of(string variable, int otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
