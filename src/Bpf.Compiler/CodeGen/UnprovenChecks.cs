using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Warns of indexes that nothing shows to be in range: a program that ends in the middle is as hard to notice in the kernel as a wrong result. One that says
/// what it
/// returns then ends on purpose. The lengths of slices come from searches and helpers of which LLVM knows too little to warn of these.
/// </summary>
internal sealed class UnprovenChecks(ObjectModule module)
{
    // Older ones leave checks that these show to hold, of an index that was compared as a long.
    private const int FirstLlvm = 19;

    private readonly HashSet<SourceLocation?> _reported = [];

    /// <summary>Whether the LLVM that is loaded shows enough for what is left to be worth a warning.</summary>
    public static bool AreWorthAWarning => LlvmLibrary.Load().Version.Major >= FirstLlvm;

    /// <summary>Reports the place of a call of <see cref="Marker.OutOfRange"/> that ends a program, unless it is reported already.</summary>
    public void Report(LLVMValueRef call)
    {
        bool isFirst = module.Architecture == module.Request.Architectures[0]; // the others have the same checks
        FunctionInfo program = module.Functions.Programs.First(program => program.Name == call.InstructionParent.Parent.Name);
        if (!isFirst || !AreWorthAWarning || call.CalledValue.Name != Marker.OutOfRange || ExceptionResult.Find(program.Program!.Method) is not null)
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
