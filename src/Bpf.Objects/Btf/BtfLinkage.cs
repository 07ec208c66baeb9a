namespace Bpf.Objects.Btf;

/// <summary>Linkage of a function or variable.</summary>
internal enum BtfLinkage : uint
{
    Static = 0, // BTF_FUNC_STATIC, BTF_VAR_STATIC
    Global = 1, // BTF_FUNC_GLOBAL, BTF_VAR_GLOBAL_ALLOCATED
    Extern = 2, // BTF_FUNC_EXTERN, BTF_VAR_GLOBAL_EXTERN
}
