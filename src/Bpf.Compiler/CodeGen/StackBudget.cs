using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Adds up the stack along the calls that remain after inlining, as the verifier does (check_max_stack_depth, kernel/bpf/verifier.c). LLVM knows only one
/// function at a time.
/// </summary>
internal sealed class StackBudget
{
    private const int RoundedByJit = 16;
    private const int RoundedOtherwise = 32; // by the interpreter, and by kernels before the distinction

    private readonly ObjectModule _module;
    private readonly IReadOnlyDictionary<string, int> _frames;
    private readonly Dictionary<string, FunctionInfo> _functions;
    private readonly Dictionary<string, List<string>> _calls = [];
    private readonly HashSet<string> _roots;

    private StackBudget(ObjectModule module, IReadOnlyDictionary<string, int> frames)
    {
        _module = module;
        _frames = frames;
        _functions = module.Functions.All.ToDictionary(function => function.Name);
        _roots = [.. module.Functions.Programs.Select(program => program.Name)];
        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            if (function.FirstBasicBlock.Handle != 0)
            {
                _calls.Add(function.Name, CallsOf(function));
            }
        }
    }

    /// <summary>Reports the programs that need too much stack or nest too deep.</summary>
    /// <param name="module">The module after optimization.</param>
    /// <param name="frames">Stack size in bytes of each function that uses any.</param>
    public static void Check(ObjectModule module, IReadOnlyDictionary<string, int> frames)
    {
        StackBudget budget = new(module, frames);
        foreach (string root in budget._roots)
        {
            budget.CheckRoot(root);
        }
    }

    private void CheckRoot(string root)
    {
        List<string> chain = Deepest(root, RoundedByJit);
        int need = Sum(chain, RoundedByJit);
        string largest = chain.MaxBy(name => _frames.GetValueOrDefault(name))!;
        SourceLocation? location = PlaceOf(largest);
        if (need > KernelLimits.StackSize)
        {
            _module.Diagnostics.Report(BpfDiagnostics.StackLimit, location, NameOf(root), need, Tree(root));
        }
        else if (Sum(Deepest(root, RoundedOtherwise), RoundedOtherwise) is > KernelLimits.StackSize and int other)
        {
            _module.Diagnostics.Report(BpfDiagnostics.StackNearLimit, location, NameOf(root), other, Tree(root));
        }

        List<string> longest = Deepest(root, 0);
        if (longest.Count > KernelLimits.CallFrames)
        {
            _module.Diagnostics.Report(BpfDiagnostics.CallDepth, PlaceOf(root), longest.Count, string.Join(" → ", longest.Select(NameOf)));
        }
    }

    // The chain of calls with the most bytes; with no rounding, the one with the most functions. There are no cycles here.
    private List<string> Deepest(string function, int rounding)
        => [function, .. _calls[function].Select(callee => Deepest(callee, rounding)).MaxBy(chain => rounding == 0 ? chain.Count : Sum(chain, rounding)) ?? []];

    private int Sum(List<string> chain, int rounding)
        => chain.Sum(name => (Math.Max(_frames.GetValueOrDefault(name), 1) + rounding - 1) / rounding * rounding);

    private string Tree(string function)
    {
        List<string> callees = _calls[function];
        string own = $"{NameOf(function)} {_frames.GetValueOrDefault(function)}";
        return callees.Count switch
        {
            0 => own,
            1 => $"{own} → {Tree(callees[0])}",
            _ => $"{own} → [{string.Join(", ", callees.Select(Tree))}]",
        };
    }

    private string NameOf(string function) => _functions.TryGetValue(function, out FunctionInfo? info) ? info.Method.Name : function;

    private SourceLocation? PlaceOf(string function) => _functions.TryGetValue(function, out FunctionInfo? info) ? info.Method.DebugInfo?.Find(0) : null;

    private List<string> CallsOf(LLVMValueRef function)
    {
        List<string> callees = [];
        for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
        {
            for (LLVMValueRef instruction = block.FirstInstruction; instruction.Handle != 0; instruction = instruction.NextInstruction)
            {
                if (instruction.InstructionOpcode == LLVMOpcode.LLVMCall)
                {
                    AddCall(callees, instruction);
                }
            }
        }

        return callees;
    }

    private void AddCall(List<string> callees, LLVMValueRef call)
    {
        // The callback of a timer runs later, on its own stack.
        bool isLater = HelperCall.NumberOf(call) == HelperNumbers.TimerSetCallback;
        for (uint i = 0; i < call.OperandCount; i++)
        {
            LLVMValueRef target = call.GetOperand(i);
            if (!target.IsFunction || target.FirstBasicBlock.Handle == 0)
            {
                continue;
            }

            if (isLater)
            {
                _roots.Add(target.Name);
            }
            else if (!callees.Contains(target.Name))
            {
                callees.Add(target.Name);
            }
        }
    }
}
