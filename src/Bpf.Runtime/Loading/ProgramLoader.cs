using System.Runtime.InteropServices;
using System.Text;
using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Maps;
using Bpf.Objects.Relocations;
using Bpf.Objects.Verifier;
using Bpf.Objects.Verifier.Notes;
using Bpf.Objects.Verifier.Reasons;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Loading;

/// <summary>Loads the linked programs of one object.</summary>
/// <param name="file">The object.</param>
/// <param name="btf">The object's BTF in the kernel, if it was loaded.</param>
/// <param name="token">Token with which programs are loaded, or <see langword="null"/>.</param>
/// <param name="features">Kernel features available to the holder of the token.</param>
/// <param name="fdArray">Descriptors of module BTF to which calls of kernel functions refer by index.</param>
/// <param name="argumentContexts">Functions to refer to instead of the object's own, if the kernel requires it.</param>
/// <param name="explain">Creates the explanation of instructions that the loader made invalid.</param>
internal sealed unsafe class ProgramLoader(
    ObjectFile file, BpfHandle? btf, BpfHandle? token, KernelFeatures features, Func<ProgramImage, PoisonExplanation> explain, List<int> fdArray,
    ArgumentContextFixup? argumentContexts)
{
    /// <exception cref="VerifierException">The verifier rejected the program.</exception>
    /// <exception cref="BpfException">The kernel refused for another reason.</exception>
    public BpfHandle Load(BpfProgram program, ProgramImage image, string? kernelTarget, AttachType expectedAttachType, uint logLevel, out string log)
    {
        byte[] license = Encoding.UTF8.GetBytes(file.License + '\0');
        bool useBtf = btf is not null && file.Extension is not null;
        byte[] functions = useBtf ? ProgramInfoRecords.Collect(file.Extension!.Functions, file, image) : [];
        if (argumentContexts is not null)
        {
            ProgramInfoRecords.ReplaceFunctions(functions, file.Extension!.Functions.RecordSize, id => argumentContexts.FunctionFor(id, program.Type));
        }

        byte[] lines = functions.Length == 0 ? [] : ProgramInfoRecords.Collect(file.Extension!.Lines, file, image);

        using BpfHandle? targetBtf = FindTarget(program, kernelTarget, out uint targetId);
        fixed (int* fdArrayPointer = CollectionsMarshal.AsSpan(fdArray))
        fixed (BpfInstruction* instructionPointer = image.Instructions)
        fixed (byte* licensePointer = license)
        fixed (byte* functionPointer = functions)
        fixed (byte* linePointer = lines)
        {
            ProgramLoadAttribute attribute = new()
            {
                Type = (uint)program.Type,
                InstructionCount = (uint)image.Instructions.Length,
                Instructions = (ulong)instructionPointer,
                License = (ulong)licensePointer,
                KernelVersion = file.KernelVersion != 0 ? file.KernelVersion : KernelVersion.Code,
                Flags = (uint)program.Flags,
                ExpectedAttachType = program.Definition.Kind is { IsAttachTypeOptional: true } && features.ExpectedAttachType.State == FeatureState.Missing ? 0
                : (uint)expectedAttachType,
                AttachBtfId = targetId,
                AttachProgramFd = (uint)(targetBtf?.Descriptor ?? 0),
                FdArray = fdArray.Count > 1 ? (ulong)fdArrayPointer : 0,
            };
            if (features.ObjectNames.State != FeatureState.Missing)
            {
                KernelObjectName.Write(program.Name, new Span<byte>(attribute.Name, 16));
            }

            if (token is not null)
            {
                attribute.Flags |= BpfCall.TokenFdFlag;
                attribute.TokenFd = token.Descriptor;
            }

            if (functions.Length != 0)
            {
                attribute.BtfFd = (uint)btf!.Descriptor;
                attribute.FunctionInfo = (ulong)functionPointer;
                attribute.FunctionInfoRecordSize = (uint)file.Extension!.Functions.RecordSize;
                attribute.FunctionInfoCount = (uint)(functions.Length / file.Extension.Functions.RecordSize);
                if (lines.Length != 0)
                {
                    attribute.LineInfo = (ulong)linePointer;
                    attribute.LineInfoRecordSize = (uint)file.Extension.Lines.RecordSize;
                    attribute.LineInfoCount = (uint)(lines.Length / file.Extension.Lines.RecordSize);
                }
            }

            Errno error = VerifierLog.Load(ref attribute, logLevel, out BpfHandle handle, out log);
            return error == Errno.None ? handle : throw Failure(program, kernelTarget, image, lines, error, log);
        }
    }

    /// <summary>Finds the kernel type that the program is verified against, and what contains it: a module's BTF, another program, or vmlinux.</summary>
    private static BpfHandle? FindTarget(BpfProgram program, string? name, out uint typeId)
    {
        typeId = 0;
        if (program.StructOps is { } table)
        {
            typeId = table.TypeId;
            return table.Module?.OpenInKernel();
        }

        if (KernelProgramTypes.Find((uint)program.Type) is not { IsForTarget: true } || name is null)
        {
            return null;
        }

        if (program.TargetProgram is { } target)
        {
            typeId = ProgramBtf.FindFunction(target, name).Id;
            return target.Duplicate();
        }

        KernelTarget found = KernelTarget.Find(program, name);
        typeId = found.TypeId;
        return found.Module?.OpenInKernel();
    }

    private BpfException Failure(BpfProgram program, string? kernelTarget, ProgramImage image, byte[] lines, Errno error, string log)
    {
        ErrorSubject subject = new($"{file.Name}:{program.Name}", program.KernelTargets.Count > 1 ? kernelTarget : null, "for");
        // Whatever the kernel complains about, such as functions that came with sessions.
        bool isSession = program.ExpectedAttachType is AttachType.TraceKprobeSession or AttachType.TraceFunctionSession;
        if (isSession && KindSupport.MissingFeature(program) is { } missing)
        {
            return new BpfUnsupportedException("load program", subject, missing, error);
        }

        if (log.Length == 0)
        {
            return Refusal(program, subject, error);
        }

        VerifierReport summary = VerifierLogParser.Parse(log);
        if (explain(image).Explain(summary) is { } reason)
        {
            summary = summary with { Reason = reason };
        }

        // A log of nothing but statistics: the kernel rejected the program before the verifier looked at an instruction.
        if (summary is { Reason.Length: 0, Instruction: < 0 })
        {
            return Refusal(program, subject, error);
        }

        SourceLocation? SourceOf(int instruction) => lines.Length == 0 ? null
            : SourceLines.Find(lines, file.Extension!.Lines.RecordSize, file.Btf!, instruction);
        bool isCSharp = SourceOf(0)?.File.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) == true;
        summary = RefusalReasons.Explain(summary, isCSharp, instruction => SourceOf(instruction)?.ToString() ?? $"instruction {instruction}");
        summary = new RefusalPlace(image, SourceOf).Complete(summary);
        summary = new HelperRefusal(program, image, isCSharp).Complete(summary);
        if (summary.Instruction < 0 && program.ExplainRefusal() is { } explanation)
        {
            summary = summary with { Explanation = $"{summary.Explanation} {explanation}".Trim() };
        }

        // Faults of the program as a whole are shown at its start.
        summary = summary with { SourceLocation = SourceOf(Math.Max(summary.Instruction, 0)) };
        return new VerifierException(subject, error, log, RefusalNotes.Add(summary, log, isCSharp, SourceOf));
    }

    private BpfException Refusal(BpfProgram program, ErrorSubject subject, Errno error)
        => error == Errno.EPERM && token is null && Capabilities.Missing() is null && Capabilities.MissingFor(program.Type) is { } missing
            ? new BpfPermissionException("load program", subject, error, missing)
            : error == Errno.EINVAL && KindSupport.MissingFeature(program) is { } feature ? new BpfUnsupportedException("load program", subject, feature, error)
            : BpfException.FromKernel("load program", subject, error, Advice(program, error));

    private string? Advice(BpfProgram program, Errno error) => error switch
    {
        Errno.EINVAL when program.ExplainRefusal() is { } explanation => explanation,
        Errno.EPERM when token is not null =>
            $"The token's BPF file system must delegate program type {program.Type} (delegate_progs) and attach type {program.ExpectedAttachType}, number {(uint)program.ExpectedAttachType} (delegate_attachs).",
        Errno.EINVAL when file.Maps.Find(static map => map.Kind is { HoldsPrograms: true }) is { } array =>
            $"The program array '{array.Name}' may already belong to programs of another kind: "
                + "the kernel requires all programs that use it to have the same type.  "
            +
            $"Give each kind its own array. Otherwise, the kernel may not support type {program.Type}, attach type {program.ExpectedAttachType}, "
                + $"or flags {program.Flags}.",
        Errno.EINVAL => $"Type {program.Type}, attach type {program.ExpectedAttachType}, flags {program.Flags}: the kernel may not support one of them.",
        Errno.E2BIG => "The program has too many instructions.",
        _ => null,
    };
}
