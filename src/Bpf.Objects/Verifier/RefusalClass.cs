namespace Bpf.Objects;

/// <summary>What a refusal of the verifier is about. The class is the same on all kernels, also where their messages differ.</summary>
public enum RefusalClass
{
    /// <summary>The message is not known; <see cref="VerifierReport.Reason"/> has the kernel's own words.</summary>
    Unknown = 0,

    /// <summary>A pointer that may be null is used.</summary>
    Null,

    /// <summary>An access may leave the memory that it belongs to.</summary>
    Bounds,

    /// <summary>Memory of a kind that cannot be read, written or passed like this, such as a number used as an address.</summary>
    Memory,

    /// <summary>Memory that only one side may write, or that only may be read.</summary>
    ReadOnly,

    /// <summary>An access is not aligned to its size.</summary>
    Alignment,

    /// <summary>A packet is accessed without a check of its length, or after a call that may have moved it.</summary>
    Packet,

    /// <summary>The context of the program is accessed in a way that its kind does not allow.</summary>
    Context,

    /// <summary>A variable or buffer is read before it was written.</summary>
    Uninitialized,

    /// <summary>An access to the stack that leaves it, or that the verifier cannot follow.</summary>
    Stack,

    /// <summary>The functions of a chain of calls need too much stack, or are too many.</summary>
    StackDepth,

    /// <summary>Arithmetic with pointers that the verifier does not allow.</summary>
    Arithmetic,

    /// <summary>An acquired object or reserved record is lost, released twice, or used after its release.</summary>
    Reference,

    /// <summary>A lock or a protected region is entered, left or used wrongly.</summary>
    Lock,

    /// <summary>A dynptr, iterator, list, tree or kernel pointer in a map is used wrongly.</summary>
    Object,

    /// <summary>A helper or kernel function does not exist on this kernel, or not for programs of this kind.</summary>
    Unavailable,

    /// <summary>A helper or function gets an argument that it does not take.</summary>
    Argument,

    /// <summary>The license of the program does not allow the call.</summary>
    License,

    /// <summary>A call that may sleep, in a program or region that may not.</summary>
    Sleep,

    /// <summary>The program returns what its kind does not allow.</summary>
    Result,

    /// <summary>A loop or recursion that may not end.</summary>
    Loop,

    /// <summary>Too many paths through the program, or too many instructions or functions.</summary>
    Complexity,

    /// <summary>The target that the program attaches to.</summary>
    Target,

    /// <summary>The process may not do this.</summary>
    Privilege,

    /// <summary>An instruction, map or type that the kernel does not know or that is malformed.</summary>
    Form,
}
