"""Words of twelve languages in eight scripts, from which made-up texts are built."""

from collections.abc import Mapping

LANGUAGES: tuple[tuple[str, str, str, bool], ...] = (
    ("de", "de-DE", "Deutsch", False),
    ("en", "en-US", "English", False),
    ("ar", "ar", "العربية", True),
    ("uk", "uk-UA", "Українська", False),
    ("fa", "fa-IR", "فارسی", True),
    ("tr", "tr-TR", "Türkçe", False),
    ("ru", "ru-RU", "Русский", False),
    ("fr", "fr-FR", "Français", False),
    ("sr-cyrl", "sr-Cyrl", "Српски", False),
    ("zh-cn", "zh-CN", "简体中文", False),
    ("am", "am", "አማርኛ", False),
    ("hi", "hi", "हिन्दी", False),
)
"""Code, BCP 47 tag, autonym, whether it is written from right to left; the source language first."""

WORDS: Mapping[str, tuple[str, ...]] = {
    code: tuple(words.split())
    for code, words in {
        "de": "Amt Antrag Anmeldung Arbeit Arzt Ausweis Bahn Beratung Bescheid Bildung Brief Bücher Bus Deutsch "
        "Eltern Familie Formular Frist für Geld Gemeinde gültig Hilfe Impfung jede Kinder Kosten Kurs "
        "Landkreis lernen Miete mit möglich nach Nähe neu oder Öffnung ohne Papiere prüfen Rathaus Schule "
        "sofort Sprache Straße Termin über und Unterlagen Verein Vertrag warten Weg Wohnung Zeugnis zuständig",
        "en": "advice after answer appointment apply books bring bus care children class contract costs council "
        "country course deadline doctor documents early family flat form free help home hour key language "
        "learn letter library live local map money near new office open or parents pay permit phone rent "
        "right school street support time town train visit wait with work year",
        "ar": "أسرة أطفال إذن استشارة استمارة الإيجار البلدية التعليم الحافلة الشارع الطبيب العمل اللغة المدرسة "
        "المساعدة المفتاح المكتب الموعد الوثائق بعد تسجيل جديد حق دروس رسالة شقة صباح طلب عائلة عقد على في "
        "قريب كتب مجاني مدينة مركز مع مفتوح من مكتبة نقود هاتف وقت يوم",
        "uk": "адреса адміністрація автобус батьки безкоштовно вартість вивчати вулиця гроші дитина довідка "
        "документи допомога житло заява зустріч інформація квартира ключ книги консультація курс лікар лист "
        "місто мова навчання новий оренда офіс поруч право реєстрація робота родина термін установа час школа "
        "щеплення",
        "fa": "آدرس آموزش اتوبوس اجاره اداره اسناد اطلاعات امید بچه باز برگه بیمه پزشک پول تازه تلفن ثبت حق خانه "
        "خانواده خیابان درخواست در دوره رایگان روز زبان زمان شهر صبح قرارداد کار کتابخانه کلید کمک گواهی "
        "مدرسه مرکز مشاوره نامه نزدیک وقت یادگیری",
        "tr": "aile anahtar anlaşma başvuru belediye belge bilgi bina çalışma çocuk danışma ders dil doktor ev form "
        "gerekli gün hak haber ilçe iş kayıt kira kitap kurs kütüphane mektup merkez müdür okul otobüs "
        "öğrenme para randevu saat sokak süre ücretsiz yakın yardım yeni",
        "ru": "адрес автобус анкета аренда бесплатно больница вопрос врач время город дети деньги договор документы "
        "дом жильё заявление здание знания ключ книги консультация курс обучение очередь письмо помощь право "
        "приём работа регистрация рядом семья справка срок улица учёба школа язык",
        "fr": "adresse aide appel apprendre arrêt attente banque bureau bus carte clé conseil contrat cours délai "
        "demande école élève enfant été famille fenêtre formulaire gratuit heure jour langue lettre livre "
        "logement loyer mairie médecin métier nouveau papiers parents près rendez-vous rue santé temps "
        "travail ville",
        "sr-cyrl": "адреса аутобус бесплатно веза време град деца документ дом дозвола захтев здравље информација језик "
        "кирија књига курс лекар кључ место молба нови новац образац општина отворено писмо помоћ посао право "
        "пријава родитељи рок савет стан станица улица учење школа шалтер",
        "zh-cn": "办公室 帮助 表格 城市 地址 电话 儿童 法律 费用 附近 工作 公共汽车 合同 护照 家庭 "
        "教育 街道 课程 联系 免费 年龄 钱 权利 日期 申请 时间 市政厅 图书馆 文件 信件 学校 "
        "学习 医生 语言 预约 钥匙 住房 咨询 租金 注册",
        "am": "ሐኪም ልጆች መረጃ መጽሐፍ መታወቂያ መንገድ ማመልከቻ ምክር ሰነድ ስልክ ስራ ቀን ቀጠሮ ቅርብ ቋንቋ ቤተሰብ ቤት ትምህርት አድራሻ አውቶቡስ አዲስ እርዳታ "
        "ከተማ ክፍያ ኪራይ ወረቀት ውል ደብዳቤ ጊዜ ፈቃድ",
        "hi": "अधिकार अनुबंध आवेदन इलाज ईमेल उम्र कक्षा काम किताब किराया कुंजी कार्यालय खुला घर चिकित्सक जानकारी "
        "दस्तावेज़ दिन नगर नया निकट निःशुल्क पत्र परिवार पता पाठ पैसे प्रपत्र फ़ोन बच्चे बस भाषा मदद माता "
        "मार्ग विद्यालय शिक्षा समय सलाह स्कूल",
    }.items()
}
