using System.Collections.Immutable;
using System.Text;
using Bpf.Differential.Tests.RandomPrograms;

namespace Bpf.Differential.Tests.RandomStores;

/// <summary>A random program that writes static fields and map values.</summary>
internal sealed record RandomStoreProgram(ImmutableArray<StoreMember> Members, RandomMethod Method)
{
    /// <summary>C# text of the members of the class <c>Stores</c>: fields, the program, and for the CLR a method that gives their bytes.</summary>
    public string Write(string name, bool isHost)
    {
        StringBuilder text = new();
        foreach (StoreMember member in Members)
        {
            string declaration = isHost ? member.HostDeclaration : member.Declaration;
            text.Append(member.IsElsewhere ? $"static partial class Elsewhere {{ {declaration} }}\n" : $"{declaration}\n");
        }

        text.Append($"[SyscallProgram] public static int {name}(ref Call call)\n{{\nunchecked\n{{\nlong a = call.A, b = call.B;\n");
        text.Append(Method.Body).Append("return 0;\n}\n}\n\n");
        if (isHost)
        {
            text.Append($"public static (string Name, byte[] Bytes)[] {name}Bytes() => [{string.Join(", ", Members.Select(member => $"(\"{member.Name}\", {member.Bytes})"))}];\n\n");
        }

        return text.ToString().Replace(RandomMethod.Prefix, name, StringComparison.Ordinal);
    }
}
