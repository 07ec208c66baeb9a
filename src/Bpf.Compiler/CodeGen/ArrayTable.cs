using System.Reflection.Metadata;
using Bpf.Compiler.Analysis;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// The arrays of static fields. <c>readonly</c> applies only to the field, so elements are variables; but an array that nothing writes to is constant and is
/// placed in .rodata, where the verifier knows its values.
/// </summary>
internal sealed class ArrayTable(ObjectModule owner)
{
    private readonly Dictionary<(DefinedType, FieldDefinitionHandle), StaticArray> _arrays = [];

    /// <summary>Returns the array of a field, and adds it on first use.</summary>
    public StaticArray Get(FieldDesc field, ArrayType type)
    {
        if (!_arrays.TryGetValue((field.Owner, field.Handle), out StaticArray? array))
        {
            array = Create(field, type);
            _arrays.Add((field.Owner, field.Handle), array);
        }

        return array;
    }

    /// <summary>Before the passes: makes the arrays that are private to this object and never written constant, so that LLVM can fold them.</summary>
    public void FoldConstants()
    {
        foreach (StaticArray array in _arrays.Values.Where(array => array is { Length: > 0, IsFolded: true }))
        {
            LLVMValueRef global = array.Address;
            global.Linkage = LLVMLinkage.LLVMInternalLinkage;
            global.IsGlobalConstant = true;
            global.Section = GlobalTable.ReadOnlySection;
        }
    }

    /// <summary>After the passes: determines which of the other arrays are written.</summary>
    public void Place()
    {
        foreach (StaticArray array in _arrays.Values.Where(array => array is { Length: > 0, IsFolded: false, Field.IsReadOnly: true }))
        {
            StoreSearch search = StoreSearch.From(array.Address);
            if (!(owner.Skeleton.IsConstant(array.Field) ?? GlobalData.Describe(array.Field).IsFrozen(search.MayWrite)))
            {
                continue;
            }

            LLVMValueRef global = array.Address;
            global.IsGlobalConstant = true;
            global.IsExternallyInitialized = true;
            foreach (LLVMValueRef store in search.Stores)
            {
                owner.Diagnostics.Report(BpfDiagnostics.SkeletonDisagrees, owner.Debug.PlaceOf(store), array.Field.Name,
                    "its elements are written although it is 'readonly'");
            }
        }
    }

    private StaticArray Create(FieldDesc field, ArrayType type)
    {
        if (!GlobalData.IsSupported(field))
        {
            throw new CompilationException(BpfDiagnostics.StaticFieldType, field.Name, type.DisplayName);
        }

        GlobalData.CheckShared(field, type.Element);
        byte[] bytes = owner.Initial.Find(field)
            ?? throw new CompilationException(BpfDiagnostics.StaticInitializerUnknown, field.Name, NotConstant.NullArray)
            {
                Declaration = StaticInitializer.LocationOf(field),
            };
        int size = LayoutEngine.SizeOf(type.Element);
        int length = bytes.Length / size;
        bool isShared = ReferenceEquals(field.Owner, owner.Declaration.Type);
        if (length == 0)
        {
            return new StaticArray(field, type.Element, 0, LLVMValueRef.CreateConstNull(owner.Types.Pointer)) { IsShared = isShared };
        }

        int alignment = Math.Max(LayoutEngine.AlignmentOf(type.Element), bytes.Length >= 8 ? 8 : 1);
        LLVMValueRef global = owner.Globals.AddVariable(field, bytes, alignment, owner.Debug.Types.Array(owner.Debug.Types.Get(type.Element), size, length));
        return new StaticArray(field, type.Element, length, global) { IsShared = isShared };
    }
}
