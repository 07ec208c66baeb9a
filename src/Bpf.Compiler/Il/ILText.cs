using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Il;

/// <summary>Formats the instructions of a method as text, for debugging the compiler.</summary>
internal static class ILText
{
    public static string Of(MethodDesc method, ImmutableArray<ILInstruction> instructions)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{method.DisplayName}({string.Join(", ", method.Signature.ParameterTypes.Select(type => type.DisplayName))})");
        int line = 0;
        foreach (ILInstruction instruction in instructions)
        {
            if (method.DebugInfo?.Points.FirstOrDefault(point => point.Offset == instruction.Offset) is { Location.Line: > 0 } point
                && point.Location.Line != line)
            {
                line = point.Location.Line;
                text.AppendLine(CultureInfo.InvariantCulture, $"  // {point.Location.File}:{line}");
            }

            string name = instruction.OpCode.ToString().ToLowerInvariant().Replace('_', '.');
            text.AppendLine($"  {Label(instruction.Offset)}: {name} {Operand(method, instruction)}".TrimEnd());
        }

        return text.ToString();
    }

    private static string Operand(MethodDesc method, ILInstruction instruction)
    {
        if (instruction.Targets is { } targets)
        {
            return string.Join(", ", targets.Select(Label));
        }

        if (instruction.OpCode.IsBranch())
        {
            return Label((int)instruction.Operand);
        }

        int token = (int)instruction.Operand;
        EntityHandle Entity() => MetadataTokens.EntityHandle(token);
        return instruction.OpCode switch
        {
            ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Ldvirtftn
                => Resolved(() => method.Module.ResolveMethod(Entity(), method.Context).DisplayName),
            ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld
                => Resolved(() => method.Module.ResolveField(Entity(), method.Context) is var field ? $"{field.Owner.DisplayName}.{field.Name}" : ""),
            ILOpCode.Ldobj or ILOpCode.Stobj or ILOpCode.Initobj or ILOpCode.Cpobj or ILOpCode.Constrained or ILOpCode.Sizeof or ILOpCode.Box
                or ILOpCode.Unbox or ILOpCode.Unbox_any or ILOpCode.Newarr or ILOpCode.Ldelem or ILOpCode.Ldelema or ILOpCode.Stelem
                or ILOpCode.Castclass or ILOpCode.Isinst
                => Resolved(() => method.Module.ResolveType(Entity(), method.Context).DisplayName),
            ILOpCode.Ldstr => $"\"{method.Module.Reader.GetUserString((UserStringHandle)MetadataTokens.Handle(token))}\"",
            ILOpCode.Ldtoken or ILOpCode.Calli => $"{token:x8}",
            _ => instruction.Next - instruction.Offset > (instruction.OpCode > (ILOpCode)0xFF ? 2 : 1)
                ? instruction.Operand.ToString(CultureInfo.InvariantCulture)
                : "",
        };

        // Unresolvable tokens are reported when the instruction is compiled.
        string Resolved(Func<string> name)
        {
            try
            {
                return name();
            }
            catch (Exception exception) when (exception is MetadataException or CompilationException)
            {
                return $"{token:x8}";
            }
        }
    }

    private static string Label(int offset) => $"IL_{offset:x4}";
}
