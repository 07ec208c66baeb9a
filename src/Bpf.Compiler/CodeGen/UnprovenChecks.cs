using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Warns about index checks that cannot be proven: a program that stops in the middle is as hard to notice in the kernel as a wrong result. A program that
/// declares its result for that case ends on purpose. Slice lengths come from searches and helpers about which LLVM knows too little to warn.
/// </summary>
internal sealed class UnprovenChecks(ObjectModule module)
{
    // Older versions cannot remove some checks that these can: those of an index that was compared as a long.
    private const int FirstLlvm = 19;

    private readonly HashSet<SourceLocation?> _reported = [];

    /// <summary>Whether the loaded LLVM proves enough checks that the remaining ones deserve a warning.</summary>
    public static bool AreWorthAWarning => LlvmLibrary.Load().Version.Major >= FirstLlvm;

    /// <summary>Reports the location of a call to <see cref="Marker.OutOfRange"/> that ends a program, unless it is reported already.</summary>
    public void Report(LLVMValueRef call)
    {
        bool isFirst = module.Architecture == module.Request.Architectures[0]; // the others have the same checks
        FunctionInfo program = module.Functions.Programs.First(program => program.Name == call.InstructionParent.Parent.Name);
        if (!isFirst || !AreWorthAWarning || call.CalledValue.Name != Marker.OutOfRange || program.Program!.ExceptionResult is not null)
        {
            return;
        }

        SourceLocation? location = module.Debug.PlaceOf(call);
        if (_reported.Add(location))
        {
            module.Diagnostics.Report(BpfDiagnostics.IndexMayEndProgram, location);
        }
    }
}
