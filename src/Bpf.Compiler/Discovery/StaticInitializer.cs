using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Bpf.Compiler.Il;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>Where static fields get their values.</summary>
internal static class StaticInitializer
{
    /// <summary>The source place of a field's initializer: the PDB has none for the field itself.</summary>
    public static SourceLocation? LocationOf(FieldDesc field)
    {
        MethodDesc? constructor = field.Owner.Methods.FirstOrDefault(method => method.Name == ".cctor");
        if (constructor?.DebugInfo is { } debugInfo)
        {
            ImmutableArray<ILInstruction> instructions = ILDecoder.Decode(constructor.ReadBody().GetILReader());
            foreach (ILInstruction instruction in instructions)
            {
                if (instruction.OpCode == ILOpCode.Stsfld && MetadataTokens.EntityHandle((int)instruction.Operand) == field.Handle)
                {
                    return debugInfo.Find(instruction.Offset);
                }
            }
        }

        return field.Owner.Methods.Select(method => method.DebugInfo?.Find(0)).FirstOrDefault(location => location is not null);
    }
}
