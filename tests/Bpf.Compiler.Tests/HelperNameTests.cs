using System.Reflection;
using System.Reflection.Metadata;
using Bpf.Compiler.Il;
using Bpf.Shared;

namespace Bpf.Compiler.Tests;

/// <summary>The helper that a method or property of the vocabulary names with <c>[BpfCalls]</c> is the one that its code calls.</summary>
public sealed class HelperNameTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void NamedHelpersAreCalled()
    {
        List<string> faults = [];
        int count = 0;
        foreach (MemberInfo member in typeof(BpfMapDeclaration).Assembly.GetTypes().SelectMany(static type => type.GetMembers(Declared)))
        {
            if (NameOf(member) is { } name && HelperTable.Find(name) is { } helper)
            {
                count++;
                MethodBase body = member as MethodBase ?? ((PropertyInfo)member).GetMethod!;
                bool isIntrinsic = member.CustomAttributes.Any(static attribute => attribute.AttributeType.Name == "BpfIntrinsicAttribute");
                if (!isIntrinsic && !CalledBy(body, []).Contains(helper.Id))
                {
                    faults.Add($"{member.DeclaringType}.{member.Name}: {name}");
                }
            }
        }

        Assert.Empty(faults);
        Assert.True(count > 100);
    }

    private static string? NameOf(MemberInfo member)
        => member.CustomAttributes.FirstOrDefault(static attribute => attribute.AttributeType.Name == "BpfCallsAttribute")?.ConstructorArguments[0].Value as string;

    private static unsafe HashSet<int> CalledBy(MethodBase method, HashSet<MethodBase> seen)
    {
        HashSet<int> called = [];
        if (method.CustomAttributes.FirstOrDefault(static attribute => attribute.AttributeType.Name == "BpfHelperAttribute") is { } binding)
        {
            called.Add((int)binding.ConstructorArguments[0].Value!);
        }
        else if (seen.Add(method) && method.Module.Assembly == typeof(BpfMapDeclaration).Assembly && method.GetMethodBody()?.GetILAsByteArray() is { } code)
        {
            fixed (byte* start = code)
            {
                foreach (ILInstruction instruction in ILDecoder.Decode(new BlobReader(start, code.Length)))
                {
                    if (instruction.OpCode is ILOpCode.Call or ILOpCode.Callvirt)
                    {
                        Type[] types = method.DeclaringType!.GetGenericArguments();
                        Type[] arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
                        called.UnionWith(CalledBy(method.Module.ResolveMethod((int)instruction.Operand, types, arguments)!, seen));
                    }
                }
            }
        }

        return called;
    }
}
