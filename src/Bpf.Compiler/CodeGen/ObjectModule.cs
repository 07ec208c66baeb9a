using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.CodeGen;

/// <summary>The LLVM module of one object for one architecture, and the tables that fill it.</summary>
internal sealed class ObjectModule : IDisposable
{
    private static int s_modules;

    public ObjectModule(ObjectDeclaration declaration, TargetArchitecture architecture, CompilationRequest request, TypeSystem typeSystem,
        DiagnosticBag diagnostics)
    {
        Declaration = declaration;
        Architecture = architecture;
        Request = request;
        TypeSystem = typeSystem;
        Diagnostics = diagnostics;
        Context = LLVMContextRef.Create();
        Machine = BpfTarget.CreateMachine(request.Cpu);
        Layout = Machine.CreateTargetDataLayout();
        LLVMModuleRef module = Context.CreateModuleWithName(declaration.Name);
        module.SetSourceFileName(declaration.Name);
        module.Target = BpfTarget.Triple;
        module.SetDataLayout(Layout);
        Module = module;
        Builder = Context.CreateBuilder();
        Types = new TypeLowering(Context);
        Debug = new DebugInfo(this);
        Globals = new GlobalTable(this);
        Arrays = new ArrayTable(this);
        Skeleton = SkeletonVariables.Of(declaration.Type);
        Functions = new FunctionTable(this);
        Core = new CoreAccess(this);
        KernelUses = new KernelUses();
        Faults = new FaultTable(this);
        Initial = new InitialValues();
    }

    public ObjectDeclaration Declaration { get; }

    public TargetArchitecture Architecture { get; }

    public CompilationRequest Request { get; }

    public TypeSystem TypeSystem { get; }

    public DiagnosticBag Diagnostics { get; }

    public LLVMContextRef Context { get; }

    public LLVMTargetMachineRef Machine { get; }

    public LLVMModuleRef Module { get; }

    public LLVMBuilderRef Builder { get; }

    public TypeLowering Types { get; }

    public DebugInfo Debug { get; }

    public GlobalTable Globals { get; }

    public ArrayTable Arrays { get; }

    /// <summary>The variables that have members in the skeleton of the class.</summary>
    public SkeletonVariables Skeleton { get; }

    public FunctionTable Functions { get; }

    public CoreAccess Core { get; }

    public KernelUses KernelUses { get; }

    public FaultTable Faults { get; }

    /// <summary>Initial values of static fields.</summary>
    public InitialValues Initial { get; }

    /// <summary>
    /// LLVM 18 and later can be told to keep reads of the context at constant offsets; without that it merges reads of different fields into one at a
    /// computed address, which the verifier refuses.
    /// </summary>
    public bool CanKeepContextOffsets { get; } = LlvmLibrary.Load().Version.Major >= 18;

    /// <summary>
    /// Suffix of kernel type names while LLVM runs. LLVM records accesses by type name for the whole process and would mix up modules; CO-RE ignores
    /// everything after a triple underscore, and the suffix is removed from the finished object.
    /// </summary>
    public string KernelTypeMark { get; } = $"___bpfc{Interlocked.Increment(ref s_modules):x8}";

    /// <summary>The number in <see cref="CompilationRequest.Cpu"/>.</summary>
    public int CpuVersion => Request.Cpu[1] - '0';

    /// <summary>Whether the instruction set has 32-bit registers.</summary>
    public bool HasI32Registers => CpuVersion >= 3;

    /// <summary>Computes sizes of types in memory.</summary>
    public LLVMTargetDataRef Layout { get; }

    /// <summary>Returns the size of a type in memory, in bytes.</summary>
    public ulong SizeOf(LLVMTypeRef type) => Layout.ABISizeOfType(type);

    /// <summary>Adds the variable of a field of the BPF class.</summary>
    public void AddVariable(FieldDesc field)
    {
        if (field.Type is not ArrayType array)
        {
            Globals.Add(field);
        }
        else if ((Initial.Find(field) is null || Arrays.Get(field, array).Length == 0) && Skeleton.IsConstant(field) is not null)
        {
            throw new CompilationException(BpfDiagnostics.SkeletonDisagrees, field.Name, "an array that is null or has no elements has no memory");
        }
    }

    public void Dispose()
    {
        Debug.Dispose();
        Builder.Dispose();
        Module.Dispose();
        Layout.Dispose();
        Machine.Dispose();
        Context.Dispose();
    }
}
