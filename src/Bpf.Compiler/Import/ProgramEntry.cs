using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <summary>
/// The start of a program: fills the parameters of its method from the kernel's context. Registers are read at once and volatile: read later, LLVM would
/// merge reads of different registers into one read at a computed address, which the verifier refuses.
/// </summary>
internal sealed class ProgramEntry(FunctionEmitter emit, ProgramDeclaration program)
{
    public void Prepare(List<MethodImporter.Variable> arguments)
    {
        LLVMValueRef context = emit.Function.Value.GetParam(0);
        int position = 0;
        foreach (TypeDesc type in program.Method.Signature.ParameterTypes)
        {
            LLVMValueRef slot = emit.Alloca(emit.Types.Memory(type), LayoutEngine.AlignmentOf(type));
            if (TypeLowering.KindOf(type) == StackKind.Aggregate || program.Kind.Arguments == ProgramArguments.ContextStruct)
            {
                emit.Builder.BuildStore(context, slot);
            }
            else
            {
                int index = program.Kind.Arguments == ProgramArguments.ReturnValue
                    ? RegisterLayout.ReturnValue(emit.Module.Architecture)
                    : RegisterLayout.Argument(emit.Module.Architecture, position++);
                emit.Store(RegisterLayout.Read(emit, context, index), type, slot);
            }

            arguments.Add(new MethodImporter.Variable(type) { Address = slot });
        }
    }
}
