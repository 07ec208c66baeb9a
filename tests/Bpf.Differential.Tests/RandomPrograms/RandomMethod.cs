using System.Collections.Immutable;
using System.Text;

namespace Bpf.Differential.Tests.RandomPrograms;

/// <summary>A random method <c>static long Name(long a, long b)</c> and the functions that it calls.</summary>
/// <param name="Functions">Signatures, with <see cref="Prefix"/> before the names, and bodies.</param>
/// <param name="Body">The statements of the method.</param>
internal sealed record RandomMethod(ImmutableArray<RandomFunction> Functions, Node Body)
{
    /// <summary>Placeholder for the name of the method in the names of its functions.</summary>
    public const string Prefix = "@";

    public int Size => Body.Size + Functions.Sum(function => function.Body.Size);

    /// <summary>C# text of the members of a class.</summary>
    public string Write(string name)
    {
        StringBuilder text = new();
        foreach (RandomFunction function in Functions)
        {
            text.Append(function.Signature).Append("\n{\nunchecked\n{\n").Append(function.Body).Append("}\n}\n\n");
        }

        text.Append("public static long ").Append(name).Append("(long a, long b)\n{\nunchecked\n{\n").Append(Body).Append("}\n}\n\n");
        return text.ToString().Replace(Prefix, name, StringComparison.Ordinal);
    }
}
