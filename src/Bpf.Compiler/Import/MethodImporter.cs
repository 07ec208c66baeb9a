using System.Collections.Immutable;
using System.Reflection.Metadata;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Il;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <summary>Translates the IL of one method to LLVM IR: variables become memory and the evaluation stack becomes values; LLVM assigns registers.</summary>
internal sealed partial class MethodImporter
{
    private readonly FunctionEmitter _emit;
    private readonly MethodDesc _method;
    private readonly MethodBodyBlock _body;
    private readonly ImmutableArray<ILInstruction> _instructions;
    private readonly Dictionary<int, int> _indexByOffset = [];
    private readonly HashSet<int> _leaders = [];
    private readonly Dictionary<BlockKey, ImportBlock> _blocks = [];
    private readonly PriorityQueue<ImportBlock, (int, int)> _pending = new();
    private readonly Stack<StackValue> _stack = new();
    private ImportBlock _block = null!;
    private ILInstruction _instruction;
    private bool _isOpen;

    private MethodImporter(FunctionEmitter emit)
    {
        _emit = emit;
        _method = emit.Function.Method;
        _body = _method.ReadBody();
        _instructions = ILDecoder.Decode(_body.GetILReader());
        for (int i = 0; i < _instructions.Length; i++)
        {
            _indexByOffset.Add(_instructions[i].Offset, i);
        }
    }

    private LLVMBuilderRef Builder => _emit.Builder;

    private ObjectModule Module => _emit.Module;

    private TypeLowering Types => _emit.Types;

    // Nothing after the last one.
    private ILInstruction NextInstruction => _indexByOffset.TryGetValue(_instruction.Next, out int next) ? _instructions[next] : default;

    private SourceLocation? CurrentLocation => _method.DebugInfo?.Find(_instruction.Offset);

    /// <summary>Emits the body of a function.</summary>
    public static void Import(ObjectModule module, FunctionInfo function)
    {
        ImportReporter reporter = new(module, function);
        try
        {
            if (function.Method.IsStateMachine)
            {
                throw new CompilationException(BpfDiagnostics.AsyncOrIterator, function.Method.Name);
            }

            if (!function.Method.HasBody)
            {
                throw new CompilationException(BpfDiagnostics.NoBody, function.Method.DisplayName);
            }

            using FunctionEmitter emit = new(module, function);
            MethodImporter importer = new(emit);
            if (module.Request.IntermediateLanguage is { } listen && module.Architecture == module.Request.Architectures[0])
            {
                listen(ILText.Of(function.Method, importer._instructions));
            }

            importer.Run(reporter);
        }
        catch (Exception exception) when (ImportReporter.CanReport(exception))
        {
            reporter.Report(exception, 0);
        }
    }

    private void Run(ImportReporter reporter)
    {
        if (_body.ExceptionRegions.FirstOrDefault(
            region => region.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter) is { HandlerLength: > 0 } region)
        {
            reporter.Report(new CompilationException(BpfDiagnostics.TryCatch), region.HandlerOffset);
        }

        FindLeaders();
        LLVMBasicBlockRef prologue = Module.Context.AppendBasicBlock(_emit.Function.Value, "prologue");
        Builder.PositionAtEnd(prologue);
        SetLocation(0);
        PrepareVariables();
        ImportBlock first = Block(new BlockKey(0, null));
        first.Stack = [];
        Builder.BuildBr(first.Target);
        while (_pending.TryDequeue(out ImportBlock? block, out _))
        {
            ImportInstructions(block, reporter);
        }

        foreach (ImportBlock block in _blocks.Values)
        {
            if (block.Target.Terminator.Handle == 0)
            {
                Builder.PositionAtEnd(block.Target);
                Builder.BuildUnreachable();
            }
        }

        _emit.FinishEntry(prologue);
        ArrangeBlocks(prologue);
    }

    // Where nothing else decides, LLVM keeps the order of the blocks; source order keeps the common path straight.
    private void ArrangeBlocks(LLVMBasicBlockRef last)
    {
        foreach (ImportBlock block in _blocks.Values.OrderBy(block => block.Key.Offset))
        {
            last = _emit.MoveAfter(block.Target, last);
        }
    }

    private void ImportInstructions(ImportBlock block, ImportReporter reporter)
    {
        _block = block;
        block.IsImported = true;
        Builder.PositionAtEnd(block.Target);
        _stack.Clear();
        SetLocation(block.Key.Offset);
        LoadEntryStack(block);
        _isOpen = true;
        if (IsThrow(block.Key.Offset))
        {
            EndByThrow();
            return;
        }

        int index = _indexByOffset[block.Key.Offset];
        if (ReferenceEquals(block.Key.Handler, s_abort))
        {
            _instruction = _instructions[index];
            EndByAbort(_abortFunction!, new StackValue(StackKind.Int64, Builder.BuildLoad2(Types.Int64, _abortResult)));
            return;
        }

        while (_isOpen)
        {
            _instruction = _instructions[index];
            StartLine();
            try
            {
                Dispatch();
                CopyKernelArgument();
            }
            catch (Exception exception) when (ImportReporter.CanReport(exception))
            {
                reporter.Report(exception, _instruction.Offset);
                index = SkipStatement(index);
                if (index < 0)
                {
                    return;
                }

                continue;
            }

            index++;
            if (_isOpen && _leaders.Contains(_instruction.Next))
            {
                JumpTo(_instruction.Next);
            }
        }
    }

    // After an error, continues at the next statement of the block, where the stack is empty, so that one run finds several errors.
    private int SkipStatement(int index)
    {
        _stack.Clear();
        while (true)
        {
            ILInstruction instruction = _instructions[index];
            if (instruction.OpCode.IsBranch())
            {
                ReachAfterError((int)instruction.Operand);
            }

            index++;
            bool ends = instruction.OpCode is ILOpCode.Br or ILOpCode.Br_s or ILOpCode.Ret or ILOpCode.Throw or ILOpCode.Leave or ILOpCode.Leave_s
                or ILOpCode.Endfinally or ILOpCode.Rethrow;
            if (ends || index >= _instructions.Length)
            {
                _isOpen = false;
                return -1;
            }

            if (_leaders.Contains(instruction.Next))
            {
                ReachAfterError(instruction.Next);
                _isOpen = false;
                return -1;
            }

            if (_method.DebugInfo?.Points.Any(point => point.Offset == instruction.Next) == true)
            {
                return index;
            }
        }
    }

    private void ReachAfterError(int offset)
    {
        ImportBlock block = Block(new BlockKey(offset, _block.Key.Handler));
        block.Stack ??= [];
    }

    private void FindLeaders()
    {
        foreach (ILInstruction instruction in _instructions)
        {
            if (instruction.OpCode.IsBranch())
            {
                _leaders.Add((int)instruction.Operand);
                _leaders.Add(instruction.Next);
            }

            foreach (int target in instruction.Targets ?? [])
            {
                _leaders.Add(target);
                _leaders.Add(instruction.Next);
            }
        }

        foreach (ExceptionRegion region in _body.ExceptionRegions)
        {
            _leaders.Add(region.HandlerOffset);
            _leaders.Add(region.TryOffset);
        }
    }

    private ImportBlock Block(BlockKey key)
    {
        if (!_blocks.TryGetValue(key, out ImportBlock? block))
        {
            block = new ImportBlock(key, Module.Context.AppendBasicBlock(_emit.Function.Value, $"IL_{key.Offset:x4}"));
            _blocks.Add(key, block);
            _pending.Enqueue(block, (key.Offset, _blocks.Count));
        }

        return block;
    }

    private void StartLine()
    {
        if (_method.DebugInfo?.Points.Any(point => point.Offset == _instruction.Offset) == true)
        {
            SetLocation(_instruction.Offset);
        }
    }

    private void SetLocation(int offset)
    {
        LLVMMetadataRef subprogram = _emit.Function.Subprogram;
        SetLocation(subprogram.Handle == 0 ? default : Module.Debug.Location(_method.DebugInfo?.Find(offset), subprogram));
    }

    private void SetLocation(LLVMMetadataRef location)
    {
        LLVMBuilderRef builder = Builder;
        builder.CurrentDebugLocation = location;
    }
}
