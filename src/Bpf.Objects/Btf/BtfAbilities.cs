namespace Bpf.Objects.Btf;

/// <summary>The BTF features a kernel understands.</summary>
[Flags]
internal enum BtfAbilities
{
    None = 0,
    Functions = 1, // BTF_KIND_FUNC, FUNC_PROTO: 5.0
    DataSections = 2, // BTF_KIND_VAR, DATASEC: 5.2
    GlobalFunctions = 4, // BTF_FUNC_GLOBAL: 5.6
    Floats = 8, // BTF_KIND_FLOAT: 5.13
    DeclarationTags = 16, // BTF_KIND_DECL_TAG: 5.16
    TypeTags = 32, // BTF_KIND_TYPE_TAG: 5.17
    Enum64 = 64, // BTF_KIND_ENUM64, signed enums: 6.0
    QuestionMarkNames = 128, // data sections named "?...": 6.9
    Layout = 256, // a section with the sizes of kinds: 7.1
    All = Layout | Functions | DataSections | GlobalFunctions | Floats | DeclarationTags | TypeTags | Enum64 | QuestionMarkNames,
}
