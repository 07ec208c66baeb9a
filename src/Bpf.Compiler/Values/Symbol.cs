using Bpf.Compiler.Intrinsics;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Values;

/// <summary>Something on the evaluation stack that exists only at compile time.</summary>
internal abstract record Symbol
{
    private const string CommonPart = "ent"; // struct trace_entry ent, include/trace/stages/stage1_struct_define.h

    private Symbol()
    {
    }

    /// <summary>A string literal.</summary>
    internal sealed record Text(string Value) : Symbol;

    /// <summary>A method group or a lambda without captured state.</summary>
    internal sealed record Function(MethodDesc Method) : Symbol
    {
        /// <summary>Whether it is the callback of a work queue.</summary>
        public bool IsWork { get; init; }
    }

    /// <summary>A field in which Roslyn caches a delegate; always treated as not filled yet.</summary>
    internal sealed record DelegateCache : Symbol;

    /// <summary>The instance that lambdas without captured state belong to.</summary>
    internal sealed record Closure : Symbol;

    /// <summary>A type token, or the <c>System.Type</c> made from it.</summary>
    internal sealed record Type(TypeDesc Value) : Symbol;

    /// <summary>A field token.</summary>
    internal sealed record Field(FieldDesc Value) : Symbol;

    /// <summary>The array of a static field.</summary>
    internal sealed record Array(StaticArray Value) : Symbol;

    /// <summary>A boxed value that only a recognized call may consume.</summary>
    internal sealed record Box(StackValue Value, TypeDesc BoxedType) : Symbol;

    /// <summary>The default equality comparer of a type.</summary>
    internal sealed record Comparer(TypeDesc Value) : Symbol;

    /// <summary>
    /// Marks the address of a field in kernel memory; the pointer itself is the value. <paramref name="Holder"/> is the field that contains the struct, when a
    /// kernel struct is nested in another.
    /// </summary>
    internal sealed record KernelField(LLVMValueRef Owner, FieldDesc Declaration, KernelField? Holder) : Symbol
    {
        /// <summary>Whether the field belongs to the record of a tracepoint, which is the context of the program.</summary>
        public bool IsInRecord { get; init; }

        /// <summary>Byte offset of the address from the start of the field.</summary>
        public long Inside { get; init; }

        /// <summary>False for an address inside a field that has no CO-RE relocation of its own.</summary>
        public bool IsRelocated { get; init; } = true;

        private FieldDesc Outermost => Holder is null ? Declaration : Holder.Outermost;

        /// <summary>Reports a read of the common part of a tracepoint's record, where the kernel keeps a pointer of its own while the program runs.</summary>
        public void RequireReadable()
        {
            if (IsInRecord && KernelTypes.NameOfField(Outermost) == CommonPart)
            {
                throw new CompilationException(BpfDiagnostics.CommonRecordFields, Declaration.Name);
            }
        }
    }

    /// <summary>Marks the address of a list or tree in a field; the pointer itself is the value.</summary>
    internal sealed record Collection(FieldDesc Holder) : Symbol;

    /// <summary>Marks an address in the context of a program; the pointer itself is the value.</summary>
    internal sealed record Context(ContextPlace Place) : Symbol;

    /// <summary>The value of a field in kernel memory that has not been read: only a longer access or <c>Core.Read</c> may use it.</summary>
    internal sealed record KernelValue(LLVMValueRef Address, TypeDesc FieldType) : Symbol;

    /// <summary>The text that <c>Debug.Assert</c> would show, which is never created.</summary>
    internal sealed record AssertionText : Symbol;

    /// <summary>The interpolated string handler of a <c>BpfHelpers.Print</c>.</summary>
    internal sealed record PrintHandler(PrintText Content) : Symbol;

    /// <summary>An exception object about to be thrown.</summary>
    internal sealed record Exception(DefinedType Value) : Symbol;

    /// <summary>An exception that ends the program.</summary>
    internal sealed record Abort(MethodDesc End, StackValue Result) : Symbol;
}
