using System.Reflection.Metadata;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Il;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <summary>Emits the entry of a program, which fills the parameters of its method from the kernel's context.</summary>
internal sealed class ProgramEntry(FunctionEmitter emit, ProgramDeclaration program, IEnumerable<ILInstruction> instructions)
{
    // Such a program may change the arguments that its caller passed.
    private const string WritableContext = "SYSCALL";

    public void Prepare(List<MethodImporter.Variable> arguments)
    {
        LLVMValueRef context = emit.KeepOffsets(emit.Function.Value.GetParam(0));
        int position = 0;
        for (int i = 0; i < program.Method.Signature.ParameterTypes.Length; i++)
        {
            TypeDesc type = program.Method.Signature.ParameterTypes[i];
            bool isContext = program.Kind.Arguments == ProgramArguments.ContextStruct && TypeLowering.KindOf(type) != StackKind.Aggregate;
            bool isWritable = program.Kind.ProgramType == WritableContext && !program.Method.IsIn(i);
            MethodImporter.Variable variable = new(type) { Context = isContext ? new ContextPlace(StartOf(type, context), 0, 0, isWritable) : null };
            arguments.Add(variable);
            if (TypeLowering.KindOf(type) == StackKind.Aggregate || isContext)
            {
                variable.Address = emit.Alloca(emit.Types.Memory(type), LayoutEngine.AlignmentOf(type));
                emit.Builder.BuildStore(context, variable.Address);
                continue;
            }

            if (program.Kind.Arguments == ProgramArguments.UsdtArguments)
            {
                variable.Address = emit.Alloca(emit.Types.Memory(type), LayoutEngine.AlignmentOf(type));
                // An unreadable location is an error only if the program uses the argument.
                if (ReadsOf(i) > 0)
                {
                    emit.Store(ReadPointArgument(context, position), type, variable.Address);
                }

                position++;
                continue;
            }

            if (program.Kind.Arguments == ProgramArguments.SystemCallArguments)
            {
                variable.Address = emit.Alloca(emit.Types.Memory(type), LayoutEngine.AlignmentOf(type));
                if (ReadsOf(i) > 0)
                {
                    emit.Store(ReadSystemCallArgument(context, position), type, variable.Address);
                }

                position++;
                continue;
            }

            int index = WordOf(position++);
            if (emit.Module.CanKeepContextOffsets && IsReadOnce(i))
            {
                variable.Read = () => Narrow(type, RegisterLayout.Read(emit, context, index));
            }
            else
            {
                variable.Address = emit.Alloca(emit.Types.Memory(type), LayoutEngine.AlignmentOf(type));
                emit.Store(RegisterLayout.Read(emit, context, index), type, variable.Address);
            }
        }
    }

    // The offsets of a kernel type are those of its relocations.
    private LLVMValueRef StartOf(TypeDesc parameter, LLVMValueRef context)
        => KernelTypes.IsReferenceTo(parameter) ? emit.Function.Value.GetParam(0) : context;

    // Where the context has the argument, as an index of 64-bit words.
    private int WordOf(int position) => program.Kind.Arguments switch
    {
        ProgramArguments.ReturnValue => RegisterLayout.ReturnValue(emit.Module.Architecture),
        ProgramArguments.KernelArguments or ProgramArguments.RawArguments => position,
        ProgramArguments.RecordedArguments or ProgramArguments.RecordedResult => 2 + position, // after struct trace_entry and the number
        ProgramArguments.IteratorMembers => 1 + position, // after meta
        _ => RegisterLayout.Argument(emit.Module.Architecture, position),
    };

    // The location of a USDT argument differs from probe to probe; the vocabulary's reader looks it up in the loader's map.
    private StackValue ReadPointArgument(LLVMValueRef context, int position)
    {
        FunctionInfo reader = emit.Module.Functions.Get(UsdtSupport.ReadMethod(emit.Module), emit.Function, 0);
        return new(StackKind.Int64, emit.Call(reader.Type, reader.Value, [context, emit.Int32(position)]));
    }

    // The function of a system call gets a pointer to the registers of the process, in the kernel's memory (CONFIG_ARCH_HAS_SYSCALL_WRAPPER).
    private StackValue ReadSystemCallArgument(LLVMValueRef context, int position)
    {
        TargetArchitecture architecture = emit.Module.Architecture;
        LLVMValueRef registers = RegisterLayout.Read(emit, context, RegisterLayout.Argument(architecture, 0)).Value;
        FunctionInfo reader = emit.Module.Functions.Get(SystemCallSupport.ReadMethod(emit.Module), emit.Function, 0);
        int word = RegisterLayout.SystemCallArgument(architecture, position);
        return new(StackKind.Int64, emit.Call(reader.Type, reader.Value, [registers, emit.Int32(word)]));
    }

    private StackValue Narrow(TypeDesc type, StackValue register)
        => new(TypeLowering.KindOf(type), emit.ToAbi(register, type));

    // A register with one use is read at that use; one with several uses is read at the start.
    private bool IsReadOnce(int argument) => ReadsOf(argument) <= 1;

    private int ReadsOf(int argument)
    {
        int reads = 0;
        foreach (ILInstruction instruction in instructions)
        {
            int? read = instruction.OpCode switch
            {
                >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3 => instruction.OpCode - ILOpCode.Ldarg_0,
                ILOpCode.Ldarg or ILOpCode.Ldarg_s => (int)instruction.Operand,
                _ => null,
            };
            bool isOther = instruction.OpCode is ILOpCode.Ldarga or ILOpCode.Ldarga_s or ILOpCode.Starg or ILOpCode.Starg_s
                && instruction.Operand == argument;
            reads += isOther ? 2 : read == argument ? 1 : 0;
        }

        return reads;
    }
}
