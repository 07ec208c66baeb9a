using System.Globalization;

namespace Bpf.Differential.Tests;

/// <summary>What the environment says about how many random programs to run.</summary>
internal static class RandomNumbers
{
    public static int Of(string variable, int otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
